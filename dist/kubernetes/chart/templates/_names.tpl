{{/* The name of all objects and of the manager's host. */}}
{{- define "wm.name" -}}
{{- default .Release.Name .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{/* What finds the pods of a component: (list . "manager"). */}}
{{- define "wm.selector" -}}
app.kubernetes.io/name: work-manager
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* What an object of a component carries: (list . "manager"). */}}
{{- define "wm.labels" -}}
{{- $ := index . 0 -}}
{{ include "wm.selector" . }}
app.kubernetes.io/part-of: work-manager
app.kubernetes.io/version: {{ $.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $.Chart.Name $.Chart.Version }}
{{- end -}}

{{/* An image by tag or digest: (list . .Values.manager.image). */}}
{{- define "wm.image" -}}
{{- $image := index . 1 -}}
{{- $tag := default (index . 0).Chart.AppVersion $image.tag -}}
{{ $image.repository }}{{ if hasPrefix "sha256:" $tag }}@{{ else }}:{{ end }}{{ $tag }}
{{- end -}}

{{/* Where the manager is, as seen from here. */}}
{{- define "wm.url" -}}
{{ if .Values.tls.secret }}https{{ else }}http{{ end }}://{{ include "wm.name" . }}:8080
{{- end -}}

{{/* Where pods may run: the manager's or the workers' values. */}}
{{- define "wm.placement" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What no container may do. */}}
{{- define "wm.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{/* As whom pods run: (dict "user" 10001). */}}
{{- define "wm.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user | int }}
runAsGroup: {{ .user | int }}
fsGroup: {{ .user | int }}
{{- with .change }}
fsGroupChangePolicy: {{ . }}
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}
