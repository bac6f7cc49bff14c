package dev.workmanager.store.embedded;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When checkpoints are written: one at a time, in the background, after all that is to be published before them. Used by the writer;
 * what the background has to say comes back to it as an action.
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int MAX_WORKERS = 20_000;
    private static final long RETRY_MILLIS = 1_000;
    private static final long ROOM_MILLIS = 1_000;
    private static final int MIN_SEGMENTS = 2;

    private final EmbeddedOptions options;
    private final State state;
    private final Journal journal;
    private final Publisher publisher;
    private final Checkpointer checkpointer;
    private final Intake intake;
    private final Consumer<Runnable> afterPublished;
    private final Executor background;
    private final Consumer<RuntimeException> giveUp;
    private final LongSupplier millis;
    private final CheckpointTimes times;
    private boolean running;
    private boolean failed;
    private long notBefore = Long.MIN_VALUE;
    private long room = Long.MAX_VALUE;
    private long noRoomLookBefore = Long.MIN_VALUE;

    /**
     * @param afterPublished runs an action once all batches so far are published
     * @param giveUp is told, as an action of the writer, when nobody knows what is on the disk
     * @param millis the monotonic clock
     */
    Checkpoints(
            EmbeddedOptions options,
            State state,
            Journal journal,
            Publisher publisher,
            Checkpointer checkpointer,
            Intake intake,
            Consumer<Runnable> afterPublished,
            Executor background,
            Consumer<RuntimeException> giveUp,
            LongSupplier millis) {
        this.options = options;
        this.state = state;
        this.journal = journal;
        this.publisher = publisher;
        this.checkpointer = checkpointer;
        this.intake = intake;
        this.afterPublished = afterPublished;
        this.background = background;
        this.giveUp = giveUp;
        this.millis = millis;
        this.times = new CheckpointTimes(options.monotonic());
    }

    CheckpointTimes times() {
        return times;
    }

    /** Begins one if it is due; waits if too much has changed while one runs. */
    void beginIfDue() {
        boolean due = state.chunks.changedWeight() > options.changedBytes() || journal.length() > journalBound();
        if (due && !running && millis.getAsLong() >= notBefore) {
            begin();
        }
        while (running
                && (state.chunks.changedWeight() > options.changedBytes()
                        || journal.length() > 2 * options.journalBytes())) {
            times.stall(intake::awaitActions);
        }
    }

    /** A journal that takes more room than it leaves could stand in the way of the very checkpoint that would shorten it. */
    private long journalBound() {
        if (millis.getAsLong() >= noRoomLookBefore) {
            noRoomLookBefore = millis.getAsLong() + ROOM_MILLIS;
            try {
                room = checkpointer.room();
            } catch (IOException e) {
                LOG.warn("cannot see how much room there is for checkpoints: {}", e.toString());
            }
        }
        return Math.min(options.journalBytes(), Math.max(MIN_SEGMENTS * options.segmentBytes(), room));
    }

    /** Whether so much has changed, and could not be written, that nothing more may. */
    boolean overdue() {
        return failed
                && (state.chunks.changedWeight() > 2 * options.changedBytes()
                        || journal.length() > 2 * options.journalBytes());
    }

    /** Begins one, unless one runs. */
    void begin() {
        if (running) {
            return;
        }
        running = true;
        times.begins();
        if (state.workers.size() > MAX_WORKERS) {
            publisher.forget(state.forgetIdleWorkers(MAX_WORKERS / 2));
        }
        Manifest captured = Manifest.of(state, journal.lastFrame());
        ConcurrentNavigableMap<ChunkKey, Chunk> frozen = state.chunks.freeze();
        List<ChunkFile> files = state.chunks.files();
        afterPublished.accept(() -> background.execute(() -> write(captured, frozen, files)));
    }

    private void write(Manifest captured, ConcurrentNavigableMap<ChunkKey, Chunk> frozen, List<ChunkFile> files) {
        try {
            if (publisher.inDebt()) {
                throw new IOException("results wait for room in the out folder");
            }
            Checkpointer.Written written = checkpointer.write(captured, frozen, files);
            intake.act(() -> stands(written));
        } catch (IOException e) {
            LOG.warn("cannot write a checkpoint: {}; trying again", e.toString());
            intake.act(this::couldNotBeWritten);
        } catch (RuntimeException e) {
            intake.act(() -> {
                running = false;
                giveUp.accept(e);
            });
        }
    }

    private void stands(Checkpointer.Written written) {
        running = false;
        times.stands();
        failed = false;
        state.chunks.replaceFrozen(written.files());
        written.replaced().forEach(ChunkFile::release);
    }

    private void couldNotBeWritten() {
        running = false;
        times.failed();
        failed = true;
        notBefore = millis.getAsLong() + RETRY_MILLIS;
        state.chunks.thaw();
    }
}
