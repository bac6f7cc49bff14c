package dev.workmanager.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.WorkerStatus;
import dev.workmanager.terminal.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ExplanationTest {
    private static final String NOW = "2026-03-01T09:00:00Z";
    private static final Words WORDS = new Words(() -> Instant.parse(NOW), ZoneOffset.UTC);
    private static final Map<String, String> POLICY =
            Map.of("attempts", "3", "backoff", "1s-1m", "give-backs", "100", "crash-limit", "5");

    private static JobStatus job(String name, String state, int priority, @Nullable String domain) {
        JobCounts items = new JobCounts(10, 4, 1, 5, 0, 0);
        String reason = state.equals("halted") ? "10 items have failed" : null;
        return new JobStatus(
                name, "id", state, reason, items, 0, 0, null, NOW, null, null, "times: 10", POLICY, priority, domain);
    }

    private static ItemStatus item(String state, int failures, AttemptStatus... history) {
        return new ItemStatus(
                7,
                7,
                state,
                null,
                history.length,
                null,
                null,
                null,
                null,
                failures,
                0,
                0,
                failures == 0 ? null : "a\noh no\n",
                null,
                List.of(history));
    }

    private static AttemptStatus attempt(int number, String end) {
        return new AttemptStatus(
                number, "w1", "node1", 0, "2026-03-01T08:59:00Z", "2026-03-01T08:59:10Z", end, 2, null, "because");
    }

    private static WorkerStatus worker(@Nullable String lastSeen, @Nullable String order) {
        return new WorkerStatus("w1", null, "node1", 1L, "1", null, NOW, null, lastSeen, order, 0, 0, List.of());
    }

    private static List<String> because(JobStatus job, ItemStatus item, List<JobStatus> jobs, WorkerStatus... workers) {
        return Explanation.of(new Explanation.Known(job, item, jobs, List.of(workers)), WORDS)
                .because();
    }

    @Test
    void aHaltedJobHoldsItBack() {
        JobStatus job = job("crunch", "halted", 0, null);
        assertThat(because(job, item("pending", 0), List.of(job), worker(NOW, null)))
                .containsExactly("job crunch is halted: 10 items have failed");
    }

    @Test
    void thereIsNobodyToTakeIt() {
        JobStatus job = job("crunch", "open", 0, "gpu");
        assertThat(because(job, item("pending", 0), List.of(job)))
                .contains("its job is of the domain gpu: only workers that name it take it", "no worker has ever come");
        assertThat(because(job, item("pending", 0), List.of(job), worker("2026-03-01T08:50:00Z", null)))
                .contains("no worker was heard of for two minutes, or holds an item");
        assertThat(because(job, item("pending", 0), List.of(job), worker(NOW, "drain")))
                .contains("every worker that is here is told to take nothing: 1 paused or drained");
    }

    @Test
    void othersGoFirst() {
        JobStatus job = job("crunch", "open", 0, null);
        List<JobStatus> jobs = List.of(
                job("older", "open", 0, null),
                job("elsewhere", "open", 9, "gpu"),
                job("asleep", "paused", 9, null),
                job,
                job("younger", "open", 0, null),
                job("urgent", "open", 5, null));
        assertThat(because(job, item("pending", 0), jobs, worker(NOW, null)))
                .containsExactly(
                        "it is in line: of job crunch 4 items pending, handed out from the lowest number on, and 1 running",
                        "job older goes first, which is older: 4 items of it pending",
                        "job urgent goes first, of priority 5: 4 items of it pending");
    }

    @Test
    void aSuspectIsHandedOutAlone() {
        JobStatus job = job("crunch", "open", 0, null);
        ItemStatus item = item("pending", 0, attempt(1, "lost"), attempt(2, "lost"), attempt(3, "lost"));
        assertThat(because(job, item, List.of(job), worker(NOW, null)))
                .contains("its worker was lost 3 times: it is handed out alone, to a worker that holds nothing; 0 of 5"
                        + " losses alone make it fail");
    }

    @Test
    void itFailedForGood() {
        JobStatus job = job("crunch", "open", 0, null);
        assertThat(because(job, item("failed", 3, attempt(3, "failed")), List.of(job)))
                .containsExactly(
                        "it may have 3 attempts, and that many have failed",
                        "the last attempt on node1 ended as failed: because",
                        "it said: oh no");
    }

    @Test
    void itIsDoneAndSomebodyCameTooLate() {
        JobStatus job = job("crunch", "open", 0, null);
        assertThat(because(job, item("done", 0, attempt(1, "superseded"), attempt(2, "done")), List.of(job)))
                .containsExactly(
                        "attempt 2 on node1 has done it in 10s",
                        "its result has 0 bytes",
                        "too late to count came 1 attempt");
    }
}
