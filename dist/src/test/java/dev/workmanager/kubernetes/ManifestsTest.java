package dev.workmanager.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.workmanager.dist.Run;
import dev.workmanager.model.Durations;
import dev.workmanager.wrapper.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What holds for all manifests, however they are put together. */
final class ManifestsTest {
    /** To tell the manager what was done, and where from. */
    private static final Duration TO_LEAVE = Duration.ofSeconds(15);

    private static final Map<String, String> ALLOWED = Map.of(
            "/enableServiceLinks", "false",
            "/automountServiceAccountToken", "false",
            "/securityContext/runAsNonRoot", "true",
            "/securityContext/seccompProfile/type", "RuntimeDefault",
            "/containers/0/securityContext/allowPrivilegeEscalation", "false",
            "/containers/0/securityContext/readOnlyRootFilesystem", "true",
            "/containers/0/securityContext/capabilities/drop/0", "ALL");

    @TempDir
    private static Path folder;

    private static List<Manifests> all;

    private static List<Pod> pods;

    @BeforeAll
    static void render() throws Exception {
        all = new ArrayList<>(Renderings.kustomized(folder));
        all.addAll(Renderings.templated(folder));
        pods = all.stream().flatMap(manifests -> manifests.pods().stream()).toList();
    }

    private static Stream<Pod> managers() {
        return pods.stream().filter(pod -> pod.component().equals("manager"));
    }

    private static Stream<Pod> workers() {
        return pods.stream().filter(pod -> pod.component().equals("worker"));
    }

    @Test
    void aServerTakesThem() {
        Set<JsonNode> taken = new HashSet<>();
        for (Manifests manifests : all) {
            assertThat(manifests.objects()).as(manifests.how()).isNotEmpty();
            for (JsonNode object : manifests.objects()) {
                if (taken.add(object)) {
                    assertThatCode(() -> KubernetesApi.accept(object))
                            .as(manifests.how())
                            .doesNotThrowAnyException();
                }
            }
        }
        assertThat(taken).hasSizeGreaterThan(40);
    }

    @Test
    void eachHasOneManager() {
        assertThat(managers()).hasSize(all.size());
        assertThat(workers()).hasSizeGreaterThan(all.size() - 3);
    }

    @Test
    void podsMayDoNothingButTheirWork() {
        for (Pod pod : pods) {
            ALLOWED.forEach((field, value) -> assertThat(pod.spec().at(field).asString("none"))
                    .as(pod + " " + field)
                    .isEqualTo(value));
            assertThat(pod.spec().at("/securityContext/runAsUser").asInt(0))
                    .as(pod.toString())
                    .isPositive()
                    .isEqualTo(pod.spec().at("/securityContext/fsGroup").asInt(0));
        }
    }

    @Test
    void podsSayWhatTheyNeedAndHaveBounds() {
        for (Pod pod : pods) {
            for (String need : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
                assertThat(pod.container().path("resources").at(need).asString(""))
                        .as(pod + need)
                        .isNotEmpty();
            }
            Pod.each(pod.spec().path("volumes"))
                    .filter(volume -> volume.has("emptyDir"))
                    .forEach(volume -> assertThat(
                                    volume.at("/emptyDir/sizeLimit").asString(""))
                            .as(pod.toString())
                            .isNotEmpty());
        }
    }

    @Test
    void managersAreAskedHowTheyAre() {
        managers().forEach(pod -> {
            String scheme = pod.variables().contains("WM_TLS_CERT") ? "HTTPS" : "HTTP";
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode asked = pod.container().path(probe).path("httpGet");
                String path = probe.equals("readinessProbe") ? "/readyz" : "/healthz";
                assertThat(asked.path("path").asString("")).as(pod + probe).isEqualTo(path);
                assertThat(asked.path("port").asString("")).as(pod + probe).isEqualTo("http");
                assertThat(asked.path("scheme").asString("HTTP"))
                        .as(pod + probe)
                        .isEqualTo(scheme);
            }
            assertThat(pod.container().at("/ports/0/name").asString(""))
                    .as(pod.toString())
                    .isEqualTo("http");
        });
    }

    /** Otherwise KILL comes before a worker has given back what it holds, and the lease has to run out. */
    @Test
    void workersHaveTimeToDrain() {
        workers().forEach(pod -> {
            Duration drain = Durations.parse(pod.variable("WM_DRAIN_TIME").orElseThrow());
            Duration kill = pod.variable("WM_KILL_AFTER").map(Durations::parse).orElse(Limits.DEFAULT.killAfter());
            assertThat(Duration.ofSeconds(
                            pod.spec().path("terminationGracePeriodSeconds").asInt(30)))
                    .as(pod.toString())
                    .isGreaterThanOrEqualTo(drain.plus(kill).plus(TO_LEAVE));
            assertThat(pod.container().path("lifecycle").isMissingNode())
                    .as("TERM is enough")
                    .isTrue();
        });
    }

    @Test
    void whatIsNamedIsThere() throws Exception {
        String known = Files.readString(Run.shipped().resolve("share/man/man1/wm-server-serve.1"))
                        .replace("\\-", "-")
                + Run.of(
                                folder,
                                Map.of("PATH", System.getenv("PATH")),
                                List.of(Run.program("wm-wrap").toString(), "--help"))
                        .out();
        for (Pod pod : pods) {
            List<String> mounts = Pod.names(pod.container().path("volumeMounts"));
            assertThat(pod.volumes()).as(pod.toString()).doesNotHaveDuplicates().containsAll(mounts);
            assertThat(mounts).as(pod.toString()).containsAll(pod.volumes());
            assertThat(pod.variables()).as(pod.toString()).doesNotHaveDuplicates();
            assertThat(pod.variables().stream().filter(name -> !name.equals("WM_JAVA_OPTIONS")))
                    .as(pod.toString())
                    .allSatisfy(name -> assertThat(known).contains(name));
        }
    }

    @Test
    void selectorsFindWhatTheyAreFor() {
        for (Manifests manifests : all) {
            manifests.objects().stream()
                    .flatMap(object -> Stream.of("/spec/selector/matchLabels", "/spec/podSelector/matchLabels")
                            .map(object::at)
                            .filter(JsonNode::isObject)
                            .filter(labels -> !object.path("kind").asString("").equals("ServiceMonitor")))
                    .forEach(labels -> assertThat(manifests.pods())
                            .as(manifests.how() + labels)
                            .anyMatch(pod -> has(pod.template().at("/metadata/labels"), labels)));
            JsonNode service = manifests.of("Service").findFirst().orElseThrow();
            assertThat(manifests.pods().stream()
                            .filter(pod -> has(pod.template().at("/metadata/labels"), service.at("/spec/selector")))
                            .map(Pod::component))
                    .as(manifests.how())
                    .containsExactly("manager");
            manifests
                    .of("ServiceMonitor")
                    .forEach(monitor -> assertThat(
                                    has(service.at("/metadata/labels"), monitor.at("/spec/selector/matchLabels")))
                            .as(manifests.how())
                            .isTrue());
        }
    }

    private static boolean has(JsonNode labels, JsonNode wanted) {
        return wanted.properties().stream().allMatch(each -> each.getValue().equals(labels.path(each.getKey())));
    }
}
