package dev.workmanager.cli;

import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Progress;
import dev.workmanager.terminal.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs in lists. */
record JobView(Words words) implements View<JobStatus> {
    /** Answers with these. */
    static void answer(Request request, List<JobStatus> jobs) {
        new Answer<>(request, new JobView(request.words())).addAll(jobs);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.left("JOB"),
                Column.left("STATE"),
                Column.right("DONE"),
                Column.right("%"),
                Column.right("FAILED"),
                Column.right("RUNNING"),
                Column.right("PENDING"),
                Column.right("RATE"),
                Column.right("LEFT"),
                Column.right("AGE"),
                Column.left("ITEMS"));
    }

    @Override
    public List<Cell> cells(JobStatus job) {
        JobCounts items = job.items();
        return List.of(
                Cell.of(job.name()),
                Cell.of(job.state(), colour(job)),
                Cell.of(Words.number(items.done()) + "/" + Words.number(items.total())),
                Cell.of(Long.toString(percent(items))),
                Cell.number(items.failed(), Ink.Colour.RED),
                Cell.number(items.running(), Ink.Colour.CYAN),
                Cell.number(items.pending()),
                Cell.of(job.rate() > 0 && job.endedAt() == null ? Progress.rate(job.rate()) : null),
                Cell.of(job.etaMillis() == null ? null : Progress.coarse(Duration.ofMillis(job.etaMillis()))),
                Cell.of(words.age(job.createdAt())),
                Cell.of(source(job)));
    }

    /** Where its items come from; a hash tells people nothing. */
    private static String source(JobStatus job) {
        return job.source().replaceFirst(", sha256 [0-9a-f]+$", "");
    }

    /** How much of it has ended, in whole percent: 100 only when all has. */
    static long percent(JobCounts items) {
        long ended = items.done() + items.failed() + items.cancelled();
        return items.total() == 0 ? 0 : (long) (100 * (ended / (double) items.total()));
    }

    /** What its state looks like. */
    static Ink.@Nullable Colour colour(JobStatus job) {
        return switch (job.state()) {
            case JobStatus.OPEN -> Ink.Colour.CYAN;
            case JobStatus.PAUSED -> Ink.Colour.YELLOW;
            case JobStatus.ENDED -> job.items().done() == job.items().total() ? Ink.Colour.GREEN : Ink.Colour.RED;
            case JobStatus.HALTED, JobStatus.CANCELLED -> Ink.Colour.RED;
            default -> null;
        };
    }

    @Override
    public List<String> names() {
        return List.of(
                "job",
                "state",
                "total",
                "pending",
                "running",
                "done",
                "failed",
                "cancelled",
                "superseded",
                "rate",
                "eta_seconds",
                "created_at",
                "started_at",
                "ended_at",
                "source",
                "priority",
                "domain",
                "id");
    }

    @Override
    public List<@Nullable Object> values(JobStatus job) {
        JobCounts items = job.items();
        return Arrays.asList(
                job.name(),
                job.state(),
                items.total(),
                items.pending(),
                items.running(),
                items.done(),
                items.failed(),
                items.cancelled(),
                job.superseded(),
                job.rate(),
                job.etaMillis() == null ? null : (Object) (job.etaMillis() / 1_000),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                job.source(),
                job.priority(),
                job.domain(),
                job.id());
    }

    @Override
    public String key(JobStatus job) {
        return job.name();
    }
}
