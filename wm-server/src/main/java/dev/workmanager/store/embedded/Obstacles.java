package dev.workmanager.store.embedded;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Why the store takes no changes now. Told by the writer, asked by anybody. */
final class Obstacles {
    /** Whether there is room again shows only when somebody tries. */
    private static final long BELIEVED_MILLIS = 30_000;

    private final CompletableFuture<Void> failure;
    private final BooleanSupplier inDebt;
    private final LongSupplier millis;
    private volatile long refusedUntil = Long.MIN_VALUE;
    private volatile boolean memoryFull;

    /**
     * @param failure completes when the store has failed
     * @param inDebt whether there is no room for results
     * @param millis the monotonic clock
     */
    Obstacles(CompletableFuture<Void> failure, BooleanSupplier inDebt, LongSupplier millis) {
        this.failure = failure;
        this.inDebt = inDebt;
        this.millis = millis;
    }

    /** A frame was refused by the disk. */
    void journalRefused() {
        refusedUntil = millis.getAsLong() + BELIEVED_MILLIS;
    }

    /** A frame is durable. */
    void journalWritten() {
        if (refusedUntil != Long.MIN_VALUE) {
            refusedUntil = Long.MIN_VALUE;
        }
    }

    /** Whether memory is full of what cannot be written. */
    boolean memoryFull(boolean full) {
        if (memoryFull != full) {
            memoryFull = full;
        }
        return full;
    }

    Optional<String> now() {
        if (failure.isDone()) {
            return Optional.of("the store can go on no more; the log says why");
        }
        if (inDebt.getAsBoolean()) {
            return Optional.of(Publisher.noRoom());
        }
        if (memoryFull) {
            return Optional.of("memory is full of what the disk of the data folder has no room for");
        }
        return millis.getAsLong() < refusedUntil
                ? Optional.of("the disk of the data folder refused to be written a moment ago; the log says why")
                : Optional.empty();
    }
}
