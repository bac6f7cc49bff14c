package dev.workmanager.kubernetes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What would let a mistake through is itself tested. */
final class KubernetesApiTest {
    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: work
              labels: {app: crunch}
            spec:
              parallelism: 3
              podFailurePolicy:
                rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget, status: "True"}]}]
              template:
                spec:
                  enableServiceLinks: false
                  containers:
                    - name: worker
                      image: crunch
                      env: [{name: WM_SLOTS, value: "4"}]
                      resources: {limits: {memory: 1Gi}}
                      startupProbe: {httpGet: {path: /healthz, port: http}}
            """;

    private static final String SCALED = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledJob
            metadata: {name: work}
            spec:
              scalingStrategy: {strategy: default}
              jobTargetRef: {template: {spec: {containers: [{name: worker, image: crunch}]}}}
              triggers: [{type: metrics-api, metadata: {url: http://a, valueLocation: b, targetValue: "1"}}]
            """;

    private static JsonNode only(String yaml) {
        return Manifests.parse("a test", yaml).objects().get(0);
    }

    @Test
    void takesWhatIsRight() {
        assertThatCode(() -> KubernetesApi.accept(only(JOB))).doesNotThrowAnyException();
        assertThatCode(() -> KubernetesApi.accept(only(SCALED))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parallelism: 3 | paralelism: 3 | paralelism",
                "parallelism: 3 | parallelism: three | three",
                "parallelism: 3 | parallelism: \"3\" | parallelism",
                "app: crunch | app: 5 | labels",
                "enableServiceLinks | enableServicelinks | enableServicelinks",
                "enableServiceLinks: false | enableServiceLinks: \"false\" | enableServiceLinks",
                "value: \"4\" | value: 4 | env",
                "limits | limit | limit",
                "memory: 1Gi | memory: [1] | limits",
                "path: /healthz | pfad: /healthz | pfad",
                "', port: http' | '' | 'port'' is missing'",
                "image: crunch | imagePullPolicy: Never | 'image'' is missing'",
                "type: DisruptionTarget, | '' | 'type'' is missing'",
                "action: Ignore, | '' | 'action'' is missing'",
                "template: | templates: | 'template'' is missing'",
                "spec: | specs: | 'spec'' is missing'",
                "kind: Job | kind: Jobs | batch/v1 Jobs",
                "batch/v1 | batch/v1beta1 | batch/v1beta1 Job",
            })
    void refusesWhatAServerWould(String right, String wrong, String said) {
        assertThatThrownBy(() -> KubernetesApi.accept(only(JOB.replaceFirst(right, wrong))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strategy: default | strategy: other | other",
                "image: crunch | imag: crunch | imag",
                "containers: | container: | 'containers' is missing",
                "metrics-api | metrics | metrics",
                "url: http://a | url: http://a, urls: b | urls",
                "url: | uri: | 'url'",
                "targetValue: \"1\" | targetValue: 1 | targetValue",
                "valueLocation: b, | '' | 'valueLocation'",
                "triggers: | trigger: | trigger",
            })
    void knowsOfKedaWhatWeUse(String right, String wrong, String said) {
        assertThatThrownBy(() -> KubernetesApi.accept(only(SCALED.replaceFirst(right, wrong))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }
}
