{{/* What the exit codes of the manager mean to its Job, where the cluster can be told (from 1.26 on). */}}
{{- define "wm.managerExitCodes" -}}
{{- if semverCompare ">=1.26.0-0" .Capabilities.KubeVersion.Version -}}
podFailurePolicy:
  rules:
    # Ended with failures, stopped by the failure budget, wrong usage: another try would say the same.
    - action: FailJob
      onExitCodes:
        containerName: manager
        operator: In
        values: [1, 3, 64]
    # Somebody has ended the pod: another one goes on where it was.
    - action: Ignore
      onExitCodes:
        containerName: manager
        operator: In
        values: [129, 130, 143]
    # Drained, preempted, or its node is gone: likewise.
    - action: Ignore
      onPodConditions:
        - type: DisruptionTarget
          status: "True"
    # 70, 78, 137 and all else count: a volume may not be there yet, another manager may still be about to leave it.
{{- end -}}
{{- end -}}

{{/* What those of wm-wrap mean to the workers' Job. */}}
{{- define "wm.workerExitCodes" -}}
{{- if semverCompare ">=1.26.0-0" .Capabilities.KubeVersion.Version -}}
podFailurePolicy:
  rules:
    # It cannot run here, nor anywhere else: wrong usage, no program.
    - action: FailJob
      onExitCodes:
        containerName: worker
        operator: In
        values: [64, 126, 127]
    # Stopped early while work remains, by the manager's order or a signal: another one takes its place.
    - action: Ignore
      onExitCodes:
        containerName: worker
        operator: In
        values: [75, 129, 130, 143]
    - action: Ignore
      onPodConditions:
        - type: DisruptionTarget
          status: "True"
    # 69 counts: it is tried again, but not for ever, since a manager that has ended does not come back.
{{- end -}}
{{- end -}}
