package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.VerifyStep;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /v1/jobs/{job}/verify} against an out folder that somebody has been at. */
final class VerifyRoutesTest {
    private static final int ITEMS = 700;

    @TempDir
    private Path folder;

    private Serving serving;
    private List<VerifyStep.Finding> findings = new ArrayList<>();

    @BeforeEach
    void work() {
        serving = Serving.onDisk(folder);
        byte[] job = ("{\"numeric\":\"0-" + (ITEMS - 1) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(serving.put("/v1/jobs/default", "application/json", job).statusCode())
                .isEqualTo(201);
        List<HandedItem> items = serving.exchange(1, ITEMS).items();
        EndedAttempt[] ended = items.stream()
                .limit(ITEMS - 2)
                .map(item ->
                        new EndedAttempt(item.token(), "done", bytes(item.id()), null, null, null, null, null, null))
                .toArray(EndedAttempt[]::new);
        serving.exchange(2, 0, ended);
    }

    @AfterEach
    void close() {
        serving.close();
    }

    /** Item 5 has an empty result. */
    private static byte[] bytes(long id) {
        return (id == 5 ? "" : "result " + id).getBytes(StandardCharsets.UTF_8);
    }

    private Path out(long id) {
        return folder.resolve("out/" + id);
    }

    private VerifyStep.Report verify() {
        findings = new ArrayList<>();
        HttpResponse<String> answer = serving.get("/v1/jobs/default/verify");
        assertThat(answer.statusCode()).isEqualTo(200);
        VerifyStep.Report report = null;
        for (String line : answer.body().lines().toList()) {
            assertThat(report).as("the report comes last").isNull();
            VerifyStep step = Json.read(line.getBytes(StandardCharsets.UTF_8), VerifyStep.class);
            findings.addAll(step.findings());
            report = step.report();
        }
        return Objects.requireNonNull(report);
    }

    @Test
    void allIsAsItShouldBe() {
        VerifyStep.Report report = verify();
        assertThat(report.sound()).as(report + " " + findings).isTrue();
        assertThat(report.moved()).isFalse();
        assertThat(report.results()).isEqualTo(ITEMS - 2);
        assertThat(report.found()).isEqualTo(report.recorded());
        assertThat(report.found().running()).isEqualTo(2);
        assertThat(findings).isEmpty();
    }

    @Test
    void findsWhatSomebodyHasDoneToTheResults() throws IOException {
        Files.delete(out(3));
        Files.writeString(out(5), "not empty");
        Files.writeString(out(7), "result 7 and more");
        Files.writeString(out(600), "result 6oo");
        Files.writeString(out(ITEMS - 1), "nobody has done that");
        VerifyStep.Report report = verify();
        assertThat(report.sound()).isFalse();
        assertThat(report.problems()).isEqualTo(5);
        assertThat(findings)
                .extracting(VerifyStep.Finding::id, VerifyStep.Finding::problem)
                .containsExactlyInAnyOrder(
                        tuple(3L, "missing"),
                        tuple(5L, "stray"),
                        tuple(7L, "size"),
                        tuple(600L, "sha256"),
                        tuple(ITEMS - 1L, "stray"));
        assertThat(findings)
                .filteredOn(finding -> finding.id() == 7)
                .singleElement()
                .extracting(VerifyStep.Finding::message)
                .isEqualTo("its file has 17 bytes, and its result had 8");
    }

    @Test
    void countsACancelledJobWithoutWalkingThroughIt() {
        assertThat(serving.post("/v1/jobs/default/cancel").statusCode()).isEqualTo(200);
        VerifyStep.Report report = verify();
        assertThat(report.sound()).as(report + " " + findings).isTrue();
        assertThat(report.found().cancelled()).isEqualTo(2);
    }
}
