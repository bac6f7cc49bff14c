package dev.workmanager.store.embedded;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Histogram;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** How long checkpoints take, and how long changes have waited for them. Told by the writer, read by anybody. */
final class CheckpointTimes {
    private final LongSupplier nanos;
    private final Histogram durations = Histogram.ofTimes();
    private final LongAdder failures = new LongAdder();
    private final LongAdder stalls = new LongAdder();
    private final LongAdder stalledNanos = new LongAdder();
    private long begun;

    /**
     * @param nanos the monotonic clock
     */
    CheckpointTimes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void begins() {
        begun = nanos.getAsLong();
    }

    void stands() {
        durations.record(nanos.getAsLong() - begun);
    }

    void failed() {
        failures.increment();
    }

    /** The writer waits for one. */
    void stall(Runnable wait) {
        long from = nanos.getAsLong();
        stalls.increment();
        wait.run();
        stalledNanos.add(nanos.getAsLong() - from);
    }

    List<Family> measure() {
        return List.of(
                Family.histogram("wm_checkpoint_duration_seconds", "How long checkpoints took.")
                        .with(durations),
                Family.counter("wm_checkpoint_failures", "Checkpoints that could not be written; each is tried again.")
                        .with(failures.sum()),
                Family.counter(
                                "wm_checkpoint_stalls",
                                "Times that all changes waited for a checkpoint: too much had changed while it ran.")
                        .with(stalls.sum()),
                Family.counter("wm_checkpoint_stall_seconds", "How long all changes waited for checkpoints, together.")
                        .with(stalledNanos.sum() / 1e9));
    }
}
