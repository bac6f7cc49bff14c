package dev.workmanager.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.server.ServerExit;
import dev.workmanager.wrapper.WrapExit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the exit codes do to the Jobs of a batch: in both forms of the manifests, as the programs have them, as the guide says. */
final class JobsTest {
    private static final Path GUIDE = Path.of("../docs/kubernetes.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (manager|worker)? *\\| ([0-9, ]+) \\| (\\w+) \\|");

    private static final List<Integer> SIGNALS =
            List.of(WrapExit.ofSignal(1), WrapExit.ofSignal(2), WrapExit.ofSignal(15));

    private static Manifests batch(String by) throws Exception {
        return by.equals("kubectl")
                ? Manifests.kustomized(Manifests.SHIPPED.resolve("overlays/batch"))
                : Manifests.templated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "helm"})
    void theManagersJobKnowsItsExitCodes(String by) throws Exception {
        Map<Integer, String> expected = new TreeMap<>();
        for (ServerExit exit : ServerExit.values()) {
            expected.put(
                    exit.code(),
                    switch (exit) {
                        case DONE -> "Complete";
                        // It would say the same again.
                        case NOT_ALL_DONE, HALTED, USAGE -> "FailJob";
                        case INTERNAL, CONFIG -> "Count";
                    });
        }
        SIGNALS.forEach(code -> expected.put(code, "Ignore"));
        JsonNode job = batch(by).one("Job", "work-manager");
        assertThat(outcomes(job, expected)).isEqualTo(expected);
        assertThat(told("manager")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "helm"})
    void theWorkersJobKnowsThoseOfTheWrapper(String by) throws Exception {
        Map<Integer, String> expected = new TreeMap<>();
        for (WrapExit exit : WrapExit.values()) {
            expected.put(
                    exit.code(),
                    switch (exit) {
                        case FINISHED -> "Complete";
                        case USAGE, CANNOT_EXECUTE, NOT_FOUND -> "FailJob";
                        // Another worker has to take its place, however often.
                        case STOPPED -> "Ignore";
                        case UNREACHABLE, INTERNAL, NO_PERMISSION, CONFIG -> "Count";
                    });
        }
        SIGNALS.forEach(code -> expected.put(code, "Ignore"));
        JsonNode job = batch(by).one("Job", "work-manager-worker");
        assertThat(outcomes(job, expected)).isEqualTo(expected);
        assertThat(told("worker")).isEqualTo(expected);
        // A work queue: whoever exits with 0 first ends the scheduling.
        assertThat(job.at("/spec/completions").isMissingNode()).isTrue();
        assertThat(job.at("/spec/completionMode").isMissingNode()).isTrue();
        assertThat(job.at("/spec/parallelism").asInt()).isPositive();
    }

    /** A pod that was drained, preempted or lost with its node counts for nothing; and no rule without restartPolicy Never. */
    @ParameterizedTest
    @ValueSource(strings = {"kubectl", "helm"})
    void disruptionsCountForNothing(String by) throws Exception {
        assertThat(batch(by).of("Job")).hasSize(2).allSatisfy(job -> {
            assertThat(job.at("/spec/template/spec/restartPolicy").asString()).isEqualTo("Never");
            assertThat(Pod.each(job.at("/spec/podFailurePolicy/rules")))
                    .anyMatch(rule -> rule.path("action").asString().equals("Ignore")
                            && rule.at("/onPodConditions/0/type").asString("").equals("DisruptionTarget")
                            && rule.at("/onPodConditions/0/status").asString("").equals("True"));
        });
    }

    /** What becomes of the Job, by the first rule that fits, as its controller goes through them. */
    private static Map<Integer, String> outcomes(JsonNode job, Map<Integer, String> codes) {
        Map<Integer, String> outcomes = new TreeMap<>();
        for (int code : codes.keySet()) {
            outcomes.put(code, code == 0 ? "Complete" : "Count");
        }
        List<JsonNode> rules =
                new ArrayList<>(Pod.each(job.at("/spec/podFailurePolicy/rules")).toList());
        Collections.reverse(rules);
        for (JsonNode rule : rules) {
            JsonNode on = rule.path("onExitCodes");
            if (on.isObject()) {
                assertThat(on.path("operator").asString()).isEqualTo("In");
                assertThat(on.path("containerName").asString())
                        .isEqualTo(
                                job.at("/spec/template/spec/containers/0/name").asString());
                Pod.each(on.path("values"))
                        .forEach(code ->
                                outcomes.put(code.asInt(), rule.path("action").asString()));
            }
        }
        return outcomes;
    }

    /** The table of the guide. */
    private static Map<Integer, String> told(String component) throws Exception {
        Map<Integer, String> told = new TreeMap<>();
        String of = "";
        Matcher row = ROW.matcher(Files.readString(GUIDE));
        while (row.find()) {
            of = row.group(1) == null ? of : row.group(1);
            if (of.equals(component)) {
                for (String code : row.group(2).split(", ", -1)) {
                    told.put(Integer.parseInt(code.strip()), row.group(3));
                }
            }
        }
        return told;
    }
}
