package dev.workmanager.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** KEDA's keda.sh/v1alpha1 ScaledJob, as far as we use it. */
record ScaledJob(
        String apiVersion,
        String kind,
        @JsonProperty(required = true) ObjectMeta metadata,
        @JsonProperty(required = true) Spec spec) {
    record Spec(
            @JsonProperty(required = true) JobSpec jobTargetRef,
            @JsonProperty(required = true) List<Trigger> triggers,
            @Nullable Integer pollingInterval,
            @Nullable Integer minReplicaCount,
            @Nullable Integer maxReplicaCount,
            @Nullable Integer successfulJobsHistoryLimit,
            @Nullable Integer failedJobsHistoryLimit,
            @Nullable Rollout rollout,
            @Nullable ScalingStrategy scalingStrategy) {}

    record Rollout(@Nullable Kept strategy) {
        enum Kept {
            gradual
        }
    }

    record ScalingStrategy(
            @Nullable Counted strategy, @Nullable Together multipleScalersCalculation) {
        enum Counted {
            /** Any word but the others is this one. */
            @JsonProperty("default")
            STANDARD,
            custom,
            accurate,
            eager
        }

        enum Together {
            max,
            min,
            avg,
            sum
        }
    }

    record Trigger(
            @JsonProperty(required = true) Type type,
            @JsonProperty(required = true) MetricsApi metadata,
            @Nullable Authentication authenticationRef) {
        enum Type {
            @JsonProperty("metrics-api")
            METRICS_API
        }
    }

    /** All of it is text. */
    record MetricsApi(
            @JsonProperty(required = true) String url,
            @JsonProperty(required = true) String valueLocation,
            @JsonProperty(required = true) String targetValue,
            @Nullable String authMode,
            @Nullable String unsafeSsl) {}

    record Authentication(@JsonProperty(required = true) String name) {}
}
