package dev.workmanager.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.dist.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The chart: what it refuses, and that it makes what the kustomizations make. */
final class ChartTest {
    @TempDir
    private Path folder;

    @Test
    void helmFindsNothingWrong() throws Exception {
        assertThat(Manifests.run("helm", "lint", "--strict", Manifests.chart())).contains("0 chart(s) failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=job",
                "worker.replicas=3",
                "workers.replicas=-1",
                "workers.slots=0",
                "config=5",
                "fullnameOverride=Crunch",
                "manager.out.size=many",
                "tokens.secret=only-one-of-three",
                "tls.caSecret=only-one-of-two",
                "workers.drainSeconds=30s",
                "keda.enabled=maybe",
            })
    void refusesValuesThatItDoesNotKnow(String value) throws Exception {
        Run run = Manifests.tried("helm", "template", "work-manager", Manifests.chart(), "--set", value);
        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("values don't meet the specifications of the schema");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "batch | none | none",
                "service | none | none",
                "batch | monitoring,tokens,tls | " + Renderings.MONITORING + "," + Renderings.TOKENS + ","
                        + Renderings.TLS,
                "service | monitoring,tokens | " + Renderings.MONITORING + "," + Renderings.TOKENS,
                "batch | keda,tokens | " + Renderings.KEDA + "," + Renderings.TOKENS,
            })
    void makesWhatTheKustomizationsMake(String overlay, String components, String values) throws Exception {
        Path shipped = folder.toRealPath().relativize(Manifests.SHIPPED.toRealPath());
        StringBuilder own = new StringBuilder("resources: [" + shipped.resolve("overlays/" + overlay) + "]\n");
        own.append("components:\n");
        for (String component : components == null ? List.<String>of() : List.of(components.split(","))) {
            own.append("  - ")
                    .append(shipped.resolve("components/" + component))
                    .append('\n');
        }
        Files.writeString(folder.resolve("kustomization.yaml"), own);
        Map<String, JsonNode> kustomized = bare(Manifests.kustomized(folder));
        Map<String, JsonNode> templated =
                bare(Manifests.templated("--set", "mode=" + overlay + (values == null ? "" : "," + values)));
        assertThat(templated).isEqualTo(kustomized);
    }

    /** Without what is each tool's own. */
    private static Map<String, JsonNode> bare(Manifests manifests) {
        Map<String, JsonNode> bare = new TreeMap<>();
        for (JsonNode object : manifests.objects()) {
            String kind = object.path("kind").asString();
            if (!kind.equals("ConfigMap")) {
                JsonNode spec = strip(object.path("spec"));
                assertThat(bare.put(kind + " " + object.at("/metadata/name").asString(), spec))
                        .isNull();
            }
        }
        return bare;
    }

    /** Labels, annotations and selectors carry the release; images have each their own way to be set; a ConfigMap's name has a hash. */
    private static JsonNode strip(JsonNode node) {
        if (node instanceof ObjectNode fields) {
            fields.remove(List.of("labels", "annotations", "image", "imagePullPolicy", "app.kubernetes.io/instance"));
            if (fields.has("configMap")) {
                fields.put("configMap", "one");
            }
            if (fields.path("metadata").isObject() && fields.path("metadata").isEmpty()) {
                fields.remove("metadata");
            }
        }
        node.forEach(ChartTest::strip);
        return node;
    }
}
