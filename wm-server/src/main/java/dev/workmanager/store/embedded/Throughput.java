package dev.workmanager.store.embedded;

import static java.util.Objects.requireNonNull;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Histogram;
import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.store.Event;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What has gone through, in numbers: counted batch by batch, read by anybody. */
final class Throughput {
    private final LongSupplier nanos;
    private final Histogram latency = Histogram.ofTimes();
    private final Histogram batches = Histogram.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 4_096);
    private final Map<AttemptEnd, LongAdder> ends = new EnumMap<>(AttemptEnd.class);

    /**
     * @param nanos the monotonic clock
     */
    Throughput(LongSupplier nanos) {
        this.nanos = nanos;
        for (AttemptEnd end : AttemptEnd.values()) {
            ends.put(end, new LongAdder());
        }
    }

    /** A batch is durable, and its commands are answered. */
    void settled(Batch batch) {
        if (batch.replies().isEmpty() && batch.events().isEmpty()) {
            return;
        }
        if (!batch.replies().isEmpty()) {
            batches.record(batch.replies().size());
        }
        long now = nanos.getAsLong();
        for (Batch.Reply<?> reply : batch.replies()) {
            if (!reply.pending().wasPutAside()) {
                latency.record(now - reply.pending().since());
            }
        }
        for (Event.OfItem event : batch.events()) {
            count(event.attempt());
        }
    }

    private void count(@Nullable Attempt attempt) {
        if (attempt != null && attempt.ending() != null) {
            requireNonNull(ends.get(attempt.ending().how())).increment();
        }
    }

    /**
     * The numbers.
     *
     * @param superseded how many attempts were superseded, which Progress knows
     */
    List<Family> measure(long superseded) {
        Family ended = Family.counter(
                "wm_attempts_ended",
                "Attempts that ended, by how; those of a job that was cancelled as a whole are not counted.",
                "end");
        ends.forEach((end, count) -> ended.with(end == AttemptEnd.SUPERSEDED ? superseded : count.sum(), end.word()));
        return List.of(
                ended,
                Family.histogram(
                                "wm_command_duration_seconds",
                                "From when a command was queued until it was durable and answered; without those that waited for an item.")
                        .with(latency),
                Family.histogram("wm_batch_commands", "Commands that became durable with one sync (group commit).")
                        .with(batches));
    }
}
