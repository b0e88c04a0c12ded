{{/* The name of everything: that of the release. */}}
{{- define "seatkeeper.name" -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "seatkeeper.selector" -}}
app.kubernetes.io/name: seatkeeper
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "seatkeeper.labels" -}}
{{ include "seatkeeper.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "seatkeeper.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{/* Of every pod: nobody in particular, who owns the volume. */}}
{{- define "seatkeeper.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "seatkeeper.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "seatkeeper.environment" -}}
{{- if and .Values.existingSecret (not .Values.secretFiles) }}
envFrom:
  - secretRef:
      name: {{ .Values.existingSecret }}
{{- end }}
{{- if or .Values.env .Values.secretFiles }}
env:
  {{- range $name, $value := .Values.env }}
  - name: {{ $name }}
    value: {{ $value | quote }}
  {{- end }}
  {{- range .Values.secretFiles }}
  - name: {{ . }}_FILE
    value: /run/secrets/seatkeeper/{{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The keys of the Secret that are handed over as files; empty where none are. */}}
{{- define "seatkeeper.secretMount" -}}
{{- if .Values.secretFiles -}}
- { name: secrets, mountPath: /run/secrets/seatkeeper, readOnly: true }
{{- end -}}
{{- end -}}

{{- define "seatkeeper.secretVolume" -}}
{{- if .Values.secretFiles -}}
- name: secrets
  secret:
    secretName: {{ .Values.existingSecret }}
    # 0440: the group is that of the pod.
    defaultMode: 288
    items:
      {{- range .Values.secretFiles }}
      - { key: {{ . }}, path: {{ . }} }
      {{- end }}
{{- end -}}
{{- end -}}

{{/* Litestream in a container of its own. */}}
{{- define "seatkeeper.litestream" -}}
image: {{ .Values.litestream.image }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env:
  - name: SEATKEEPER_DB
    value: /data/seatkeeper.db
envFrom:
  - secretRef:
      name: {{ .Values.litestream.existingSecret }}
resources:
  {{- toYaml .Values.litestream.resources | nindent 2 }}
securityContext:
  {{- include "seatkeeper.containerSecurity" . | nindent 2 }}
{{- end -}}
