{{/* A worker's pod, the same for a Job, a Deployment and a ScaledJob. */}}
{{- define "wm.workerPod" -}}
metadata:
  labels:
    {{- include "wm.labels" (list . "worker") | nindent 4 }}
  {{- with .Values.workers.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- if or (eq .Values.mode "batch") .Values.keda.enabled }}
  restartPolicy: Never
  {{- end }}
  enableServiceLinks: false
  automountServiceAccountToken: false
  # So that items are given back before KILL.
  terminationGracePeriodSeconds: {{ add .Values.workers.drainSeconds .Values.workers.killAfterSeconds 25 }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "wm.podSecurity" (dict "user" .Values.workers.user) | nindent 4 }}
  {{- include "wm.placement" .Values.workers | nindent 2 }}
  containers:
    # No probes: it serves nothing. Whether it lives the manager knows by its lease; a program that hangs is for WM_STALL.
    - name: worker
      image: {{ include "wm.image" (list . .Values.workers.image) }}
      imagePullPolicy: {{ .Values.workers.image.pullPolicy }}
      {{- with .Values.workers.command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.workers.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      env:
        {{- include "wm.workerEnvironment" . | nindent 8 }}
      resources:
        {{- toYaml .Values.workers.resources | nindent 8 }}
      securityContext:
        {{- include "wm.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- if .Values.tokens.workerSecret }}
        - name: token
          mountPath: /etc/work-manager/token
          readOnly: true
        {{- end }}
        {{- if .Values.tls.caSecret }}
        - name: ca
          mountPath: /etc/work-manager/ca
          readOnly: true
        {{- end }}
        {{- with .Values.workers.volumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: {{ .Values.workers.tmpSize }}
    {{- with .Values.tokens.workerSecret }}
    {{- include "wm.secretVolume" (list "token" .) | nindent 4 }}
    {{- end }}
    {{- with .Values.tls.caSecret }}
    {{- include "wm.secretVolume" (list "ca" .) | nindent 4 }}
    {{- end }}
    {{- with .Values.workers.volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* What tells wm-wrap where to work and when to leave. */}}
{{- define "wm.workerEnvironment" -}}
- name: WM_SERVER
  value: {{ include "wm.url" . }}
- name: WM_DRAIN_TIME
  value: {{ .Values.workers.drainSeconds | int }}s
- name: WM_GIVE_UP_AFTER
  value: {{ .Values.workers.giveUpAfter | quote }}
{{- if ne (int .Values.workers.killAfterSeconds) 5 }}
- name: WM_KILL_AFTER
  value: {{ .Values.workers.killAfterSeconds | int }}s
{{- end }}
{{- if ne (int .Values.workers.slots) 1 }}
- name: WM_SLOTS
  value: {{ .Values.workers.slots | int | quote }}
{{- end }}
{{- if and .Values.keda.enabled (eq .Values.mode "service") }}
- name: WM_JOB_NAME
  value: {{ .Values.keda.job }}
{{- end }}
{{- if .Values.tokens.workerSecret }}
- name: WM_TOKEN_FILE
  value: /etc/work-manager/token/token
{{- end }}
{{- if .Values.tls.caSecret }}
- name: WM_CA_FILE
  value: /etc/work-manager/ca/ca.crt
{{- end }}
{{- with .Values.workers.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}
