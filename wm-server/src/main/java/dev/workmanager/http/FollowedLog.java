package dev.workmanager.http;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.ResultFile;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The log of an attempt, until that has ended; an empty piece when nothing was added meanwhile. Ends, too, when the manager does. */
final class FollowedLog implements Pieces {
    private static final int CHUNK = 64 << 10;

    private final Store store;
    private final Job job;
    private final long index;
    private final LeaseToken attempt;
    private final BooleanSupplier stopping;
    private long offset;

    /**
     * @param offset where to begin
     * @param stopping whether the manager is ending, so that the store may be gone
     */
    FollowedLog(Store store, Job job, long index, LeaseToken attempt, long offset, BooleanSupplier stopping) {
        this.store = store;
        this.job = job;
        this.index = index;
        this.attempt = attempt;
        this.offset = offset;
        this.stopping = stopping;
    }

    @Override
    public Piece next() {
        try {
            // Looked at first: whatever an attempt says it says before its end.
            boolean ended = ended();
            byte[] more = stopping.getAsBoolean() ? new byte[0] : read();
            offset += more.length;
            return new Piece(more, ended && more.length < CHUNK);
        } catch (RuntimeException failure) {
            if (stopping.getAsBoolean()) {
                return new Piece(new byte[0], true);
            }
            throw failure;
        }
    }

    private boolean ended() {
        if (stopping.getAsBoolean()) {
            return true;
        }
        Optional<Job> now = store.progress(job.name())
                .map(JobProgress::job)
                .filter(known -> known.id().equals(job.id()) && known.mode() != JobMode.CANCELLED);
        return now.isEmpty()
                || store.item(job, index)
                        .attempt(attempt.attempt())
                        .filter(Attempt::open)
                        .isEmpty();
    }

    private byte[] read() {
        try {
            Optional<ResultFile> log = store.logs().open(attempt);
            if (log.isEmpty()) {
                return new byte[0];
            }
            try (ResultFile file = log.get()) {
                ByteBuffer chunk = ByteBuffer.allocate((int) Math.max(0, Math.min(CHUNK, file.size() - offset)));
                return Arrays.copyOf(chunk.array(), file.read(chunk, offset));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
