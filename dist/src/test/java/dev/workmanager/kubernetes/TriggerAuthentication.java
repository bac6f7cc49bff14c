package dev.workmanager.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** KEDA's keda.sh/v1alpha1 TriggerAuthentication, as far as we use it. */
record TriggerAuthentication(
        String apiVersion,
        String kind,
        @JsonProperty(required = true) ObjectMeta metadata,
        @JsonProperty(required = true) Spec spec) {
    record Spec(@JsonProperty(required = true) List<Key> secretTargetRef) {}

    record Key(
            @JsonProperty(required = true) String parameter,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String key) {}
}
