package dev.workmanager.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.workmanager.dist.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Objects for a cluster, as kubectl or helm has written them.
 *
 * @param how what they were made from
 */
record Manifests(String how, List<JsonNode> objects) {
    /** What is shipped for Kubernetes. */
    static final Path SHIPPED = Run.shipped().resolve("share/kubernetes");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads YAML. */
    static Manifests parse(String how, String yaml) {
        List<JsonNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> each = YAML.readerFor(JsonNode.class).readValues(yaml)) {
            each.forEachRemaining(object -> {
                if (object.isObject()) {
                    objects.add(object);
                }
            });
        }
        return new Manifests(how, List.copyOf(objects));
    }

    /** What {@code kubectl kustomize} makes of a folder. */
    static Manifests kustomized(Path folder) throws IOException, InterruptedException {
        return parse(folder.toString(), run("kubectl", "kustomize", folder.toString()));
    }

    /** What {@code helm template} makes of the chart, as the release {@code work-manager} in the namespace {@code work-manager}. */
    static Manifests templated(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("helm", "template", "work-manager", chart()));
        command.addAll(List.of("--namespace", "work-manager"));
        command.addAll(List.of(options));
        return parse("the chart with " + Arrays.toString(options), run(command.toArray(String[]::new)));
    }

    static String chart() {
        return SHIPPED.resolve("chart").toString();
    }

    /** The output of a program that has to succeed; a test ends here, as skipped, on a machine that does not have it. */
    static String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static String run(String[] command) throws IOException, InterruptedException {
        Run run = tried(command);
        assertThat(run.code()).as(String.join(" ", command) + ": " + run.err()).isZero();
        assertThat(run.err()).doesNotContain("WARN", "Warning", "deprecated");
        return String.join("\n", run.out()) + "\n";
    }

    /** Likewise one that need not succeed. */
    static Run tried(String... command) throws IOException, InterruptedException {
        assumeThat(isThere(command[0])).as("there is a " + command[0]).isTrue();
        // No user's settings, no cluster.
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", "/nonexistent", "KUBECONFIG", "/nonexistent");
        return Run.of(SHIPPED, environment, List.of(command));
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Those of one namespace, which is taken off: so what does not differ is the same. */
    Manifests in(String namespace) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode object : objects) {
            if (object.path("metadata") instanceof ObjectNode metadata
                    && metadata.path("namespace").asString("").equals(namespace)) {
                metadata.remove("namespace");
                found.add(object);
            }
        }
        return new Manifests(namespace, found);
    }

    Stream<JsonNode> of(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asString("").equals(kind));
    }

    JsonNode one(String kind, String name) {
        List<JsonNode> found = of(kind).filter(
                        object -> object.at("/metadata/name").asString("").equals(name))
                .toList();
        assertThat(found).as(how + ": " + kind + " " + name).hasSize(1);
        return found.get(0);
    }

    /** The pods that something here makes. */
    List<Pod> pods() {
        return objects.stream().flatMap(object -> Pod.of(this, object).stream()).toList();
    }
}
