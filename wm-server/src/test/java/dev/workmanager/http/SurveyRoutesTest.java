package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.JobSurvey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /v1/jobs/{job}/survey}. */
final class SurveyRoutesTest {
    private static final String PATH = "/v1/jobs/default/survey";

    @TempDir
    private Path folder;

    private Serving serving;
    private long number;

    @BeforeEach
    void serve() {
        serving = Serving.onDisk(folder);
        submit("100-1099");
    }

    @AfterEach
    void close() {
        serving.close();
    }

    private void submit(String numbers) {
        byte[] job = ("{\"numeric\":\"" + numbers + "\",\"attempts\":1}").getBytes(StandardCharsets.UTF_8);
        assertThat(serving.put("/v1/jobs/default", "application/json", job).statusCode())
                .isEqualTo(201);
    }

    private void work(int count, String end) {
        Integer exit = end.equals("failed") ? 3 : null;
        EndedAttempt[] ended = serving.exchange(++number, count).items().stream()
                .map(HandedItem::token)
                .map(token -> new EndedAttempt(token, end, null, null, null, exit, null, null, null))
                .toArray(EndedAttempt[]::new);
        serving.exchange(++number, 0, ended);
    }

    private JobSurvey survey(String query) {
        return Serving.read(serving.get(PATH + query), JobSurvey.class);
    }

    private void aWhileLater() {
        serving.nanoTime.addAndGet(Duration.ofMinutes(10).toNanos());
    }

    @Test
    void countsTheItemsOfEachCell() {
        work(250, "done");
        work(10, "failed");
        serving.exchange(++number, 5);
        JobSurvey survey = survey("?cells=10");
        assertThat(List.of(survey.from(), survey.to(), survey.size())).containsExactly(100L, 1_099L, 100L);
        assertThat(survey.cells().done()).startsWith(100L, 100L, 50L, 0L).hasSize(10);
        assertThat(survey.cells().failed()).startsWith(0L, 0L, 10L, 0L);
        assertThat(survey.cells().running()).startsWith(0L, 0L, 5L, 0L);
        assertThat(survey.cells().pending()).startsWith(0L, 0L, 35L, 100L).endsWith(100L);
        assertThat(survey.durations().counts())
                .hasSize(survey.durations().upToMillis().size() + 1);
        assertThat(survey.durations().counts().stream()
                        .mapToLong(count -> count)
                        .sum())
                .as("those that have ended")
                .isEqualTo(260);
        assertThat(survey.slowest()).hasSize(20).isSortedAccordingTo((a, b) -> Long.compare(b.millis(), a.millis()));
    }

    @Test
    void namesWhatRunsForLongAlready() {
        work(30, "done");
        long stuck = serving.exchange(++number, 1).items().get(0).id();
        serving.wall.set(System.currentTimeMillis() + Duration.ofHours(5).toMillis());
        JobSurvey.Slow slowest = survey("").slowest().get(0);
        assertThat(slowest.id()).isEqualTo(stuck);
        assertThat(slowest.state()).isEqualTo("running");
        assertThat(slowest.millis())
                .isBetween(Duration.ofHours(5).toMillis(), Duration.ofHours(6).toMillis());
    }

    @Test
    void looksCloserAtARange() {
        work(130, "done");
        JobSurvey survey = survey("?from=220&to=239&cells=6");
        assertThat(survey.size()).isEqualTo(4);
        assertThat(survey.cells().done()).containsExactly(4L, 4L, 2L, 0L, 0L);
        assertThat(survey.cells().pending()).containsExactly(0L, 0L, 2L, 4L, 4L);
        survey = survey("?from=1099&to=1099");
        assertThat(survey.cells().pending()).containsExactly(1L);
    }

    @Test
    void inACancelledJobAllThatHasNotEndedIsCancelled() {
        work(100, "done");
        serving.exchange(++number, 5);
        assertThat(serving.post("/v1/jobs/default/cancel").statusCode()).isEqualTo(200);
        JobSurvey survey = survey("?cells=10");
        assertThat(survey.cells().cancelled()).startsWith(0L, 100L).endsWith(100L);
        assertThat(survey.cells().pending()).containsOnly(0L);
        assertThat(survey.cells().running()).containsOnly(0L);
    }

    @Test
    void aBillionItemsAreSeenAsFastAsThoseThatWereTouched() {
        assertThat(serving.post("/v1/jobs/default/cancel").statusCode()).isEqualTo(200);
        assertThat(serving.send(serving.request("/v1/jobs/default").DELETE()).statusCode())
                .isEqualTo(200);
        submit("1-1000000000");
        work(3, "done");
        JobSurvey survey = survey("?cells=1000");
        assertThat(survey.size()).isEqualTo(1_000_000);
        assertThat(survey.cells().pending()).startsWith(999_997L, 1_000_000L).hasSize(1_000);
    }

    @Test
    void isMadeForAllWhoAskUntilItsTimeIsOver() {
        serving.exchange(++number, 10);
        JobSurvey first = survey("?cells=1");
        work(10, "done");
        serving.wall.addAndGet(1);
        assertThat(survey("?cells=1")).as("kept").isEqualTo(first);
        assertThat(survey("?cells=2").cells().done()).as("another is made").containsExactly(10L, 0L);
        aWhileLater();
        assertThat(survey("?cells=1").cells().done()).containsExactly(10L);
    }

    @Test
    void isKeptWhileNothingHappens() {
        work(1_000, "done");
        JobSurvey first = survey("");
        aWhileLater();
        serving.wall.addAndGet(1);
        assertThat(survey("")).isEqualTo(first);
    }

    @Test
    void keepsTheNewestOnly() {
        serving.exchange(++number, 1);
        JobSurvey first = survey("?cells=1");
        for (int cells = 2; cells <= 80; cells++) {
            survey("?cells=" + cells);
        }
        serving.wall.addAndGet(1);
        assertThat(survey("?cells=80").at()).isEqualTo(first.at());
        assertThat(survey("?cells=1").at()).as("was forgotten, and made anew").isNotEqualTo(first.at());
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(Serving.refused(serving.get(PATH + "?cells=0"), 400).message())
                .contains("cells");
        assertThat(Serving.refused(serving.get(PATH + "?from=99"), 400).message())
                .contains("100 to 1099");
        assertThat(Serving.refused(serving.get(PATH + "?from=200&to=199"), 400).message())
                .contains("200 to 1099");
        assertThat(Serving.refused(serving.get(PATH + "?form=200"), 400).message())
                .contains("form");
    }
}
