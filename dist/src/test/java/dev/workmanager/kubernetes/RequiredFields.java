package dev.workmanager.kubernetes;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the API demands of the types that our manifests use, which the types themselves do not say. */
final class RequiredFields extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    private static final Map<Class<?>, List<String>> REQUIRED = Map.ofEntries(
            entry(Container.class, List.of("name", "image")),
            entry(ContainerPort.class, List.of("containerPort")),
            entry(DeploymentSpec.class, List.of("selector", "template")),
            entry(EnvVar.class, List.of("name")),
            entry(HTTPGetAction.class, List.of("port")),
            entry(Job.class, List.of("metadata", "spec")),
            entry(JobSpec.class, List.of("template")),
            entry(LabelSelectorRequirement.class, List.of("key", "operator")),
            entry(NetworkPolicySpec.class, List.of("podSelector")),
            entry(NodeSelector.class, List.of("nodeSelectorTerms")),
            entry(NodeSelectorRequirement.class, List.of("key", "operator")),
            entry(PersistentVolumeClaimSpec.class, List.of("accessModes", "resources")),
            entry(PersistentVolumeClaimVolumeSource.class, List.of("claimName")),
            entry(PodDisruptionBudgetSpec.class, List.of("selector")),
            entry(PodFailurePolicyOnExitCodesRequirement.class, List.of("operator", "values")),
            entry(PodFailurePolicyOnPodConditionsPattern.class, List.of("type", "status")),
            entry(PodFailurePolicyRule.class, List.of("action")),
            entry(PodSpec.class, List.of("containers")),
            entry(Rule.class, List.of("expr")),
            entry(RuleGroup.class, List.of("name", "rules")),
            entry(SeccompProfile.class, List.of("type")),
            entry(SecretKeySelector.class, List.of("key", "name")),
            entry(ServiceMonitorSpec.class, List.of("selector", "endpoints")),
            entry(ServicePort.class, List.of("port")),
            entry(StatefulSetSpec.class, List.of("selector", "template", "serviceName")),
            entry(Volume.class, List.of("name")),
            entry(VolumeMount.class, List.of("name", "mountPath")));

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription type, JsonDeserializer<?> whole) {
        List<String> required = REQUIRED.getOrDefault(type.getBeanClass(), List.of());
        return required.isEmpty() ? whole : new Demanding(whole, required);
    }

    private static final class Demanding extends DelegatingDeserializer {
        private static final long serialVersionUID = 1;

        private final transient List<String> required;

        Demanding(JsonDeserializer<?> whole, List<String> required) {
            super(whole);
            this.required = required;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> whole) {
            return new Demanding(whole, required);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(parser);
            for (String field : required) {
                if (!tree.hasNonNull(field)) {
                    return context.reportInputMismatch(handledType(), "required field '%s' is missing", field);
                }
            }
            JsonParser again = tree.traverse(parser.getCodec());
            again.nextToken();
            return super.deserialize(again, context);
        }
    }
}
