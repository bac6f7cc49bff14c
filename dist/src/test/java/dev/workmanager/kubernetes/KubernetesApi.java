package dev.workmanager.kubernetes;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The kinds that our manifests use, and what a server would refuse: an unknown field, another type, a field that is missing. */
final class KubernetesApi {
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            entry("v1 ConfigMap", ConfigMap.class),
            entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
            entry("v1 Service", Service.class),
            entry("apps/v1 Deployment", Deployment.class),
            entry("apps/v1 StatefulSet", StatefulSet.class),
            entry("batch/v1 Job", Job.class),
            entry("keda.sh/v1alpha1 ScaledJob", ScaledJob.class),
            entry("keda.sh/v1alpha1 TriggerAuthentication", TriggerAuthentication.class),
            entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
            entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class));

    private static final ObjectMapper STRICT = strict();

    private KubernetesApi() {}

    private static ObjectMapper strict() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(new SimpleModule().setDeserializerModifier(new RequiredFields()))
                // The types would keep what they do not know.
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Boolean hasAnySetter(Annotated any) {
                        return false;
                    }
                })
                .build();
        // The value of a variable or label is a text, and a number has to be in quotation marks.
        for (CoercionInputShape other :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(other, CoercionAction.Fail);
        }
        for (LogicalType type : List.of(LogicalType.Integer, LogicalType.Boolean)) {
            mapper.coercionConfigFor(type).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        }
        return mapper;
    }

    /**
     * Decodes an object.
     *
     * @throws IllegalArgumentException if a server would refuse it; the message says where and why
     */
    static void accept(JsonNode object) {
        String kind = object.path("apiVersion").asString("") + " "
                + object.path("kind").asString("");
        Class<?> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("there is no kind '" + kind + "' in our manifests: " + object);
        }
        try {
            STRICT.readValue(object.toString(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    kind + " " + object.at("/metadata/name").asString("") + ": " + e.getMessage(), e);
        }
    }
}
