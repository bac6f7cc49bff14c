{{/* The manager's pod, the same for a Job and a StatefulSet. */}}
{{- define "wm.managerPod" -}}
{{- $batch := eq .Values.mode "batch" -}}
{{- $scheme := ternary "HTTPS" "" (ne .Values.tls.secret "") -}}
metadata:
  labels:
    {{- include "wm.labels" (list . "manager") | nindent 4 }}
  annotations:
    # A manager reads its configuration once.
    checksum/config: {{ .Values.config | sha256sum }}
    {{- with .Values.manager.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  {{- if $batch }}
  restartPolicy: Never
  {{- end }}
  enableServiceLinks: false
  automountServiceAccountToken: false
  terminationGracePeriodSeconds: {{ .Values.manager.terminationGracePeriodSeconds | int }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "wm.podSecurity" (dict "user" 10001 "change" "OnRootMismatch") | nindent 4 }}
  {{- include "wm.placement" .Values.manager | nindent 2 }}
  containers:
    - name: manager
      image: {{ include "wm.image" (list . .Values.manager.image) }}
      imagePullPolicy: {{ .Values.manager.image.pullPolicy }}
      args:
        - serve
        {{- if not $batch }}
        - --keep
        {{- end }}
        {{- with .Values.manager.args }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      env:
        {{- if $batch }}
        - name: WM_LINGER
          value: {{ .Values.manager.linger | quote }}
        {{- end }}
        - name: WM_JAVA_OPTIONS
          value: -XX:MaxRAMPercentage={{ .Values.manager.heapPercent | int }}
        {{- if .Values.tokens.secret }}
        - name: WM_TOKENS
          value: /etc/work-manager/tokens/tokens
        {{- end }}
        {{- if .Values.tls.secret }}
        - name: WM_TLS_CERT
          value: /etc/work-manager/tls/tls.crt
        - name: WM_TLS_KEY
          value: /etc/work-manager/tls/tls.key
        {{- end }}
        {{- with .Values.manager.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: 8080
          protocol: TCP
      # A start reads what is there before it answers: ten minutes are for many millions of items on a slow disk.
      startupProbe:
        {{- include "wm.probe" (list "/healthz" $scheme) | nindent 8 }}
        periodSeconds: 2
        timeoutSeconds: 2
        failureThreshold: 300
      livenessProbe:
        {{- include "wm.probe" (list "/healthz" $scheme) | nindent 8 }}
        periodSeconds: 10
        timeoutSeconds: 10
        failureThreshold: 6
      readinessProbe:
        {{- include "wm.probe" (list "/readyz" $scheme) | nindent 8 }}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 3
      resources:
        {{- toYaml .Values.manager.resources | nindent 8 }}
      securityContext:
        {{- include "wm.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /var/work-manager/config
          readOnly: true
        - name: data
          mountPath: /var/work-manager/data
        - name: out
          mountPath: /var/work-manager/out
        - name: tmp
          mountPath: /tmp
        {{- if .Values.tokens.secret }}
        - name: tokens
          mountPath: /etc/work-manager/tokens
          readOnly: true
        {{- end }}
        {{- if .Values.tls.secret }}
        - name: tls
          mountPath: /etc/work-manager/tls
          readOnly: true
        {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "wm.name" . }}-config
    - name: tmp
      emptyDir:
        sizeLimit: 1Gi
    {{- if $batch }}
    - name: data
      persistentVolumeClaim:
        claimName: {{ .Values.manager.data.existingClaim | default (printf "%s-data" (include "wm.name" .)) }}
    - name: out
      persistentVolumeClaim:
        claimName: {{ .Values.manager.out.existingClaim | default (printf "%s-out" (include "wm.name" .)) }}
    {{- end }}
    {{- with .Values.tokens.secret }}
    {{- include "wm.secretVolume" (list "tokens" .) | nindent 4 }}
    {{- end }}
    {{- with .Values.tls.secret }}
    {{- include "wm.secretVolume" (list "tls" .) | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* What a probe asks: (list path scheme). */}}
{{- define "wm.probe" -}}
httpGet:
  path: {{ index . 0 }}
  port: http
  {{- with index . 1 }}
  scheme: {{ . }}
  {{- end }}
{{- end -}}

{{/* A Secret as a whole, so that what changes in it is seen: (list name secret). */}}
{{- define "wm.secretVolume" -}}
- name: {{ index . 0 }}
  secret:
    secretName: {{ index . 1 }}
    # 0440
    defaultMode: 288
{{- end -}}

{{/* What is asked of a volume: data or out. */}}
{{- define "wm.claim" -}}
accessModes:
  {{- toYaml .accessModes | nindent 2 }}
{{- with .storageClassName }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests:
    storage: {{ .size }}
{{- end -}}
