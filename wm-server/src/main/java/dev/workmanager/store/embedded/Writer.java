package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.store.StoreFailedException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one that changes things: takes all commands that wait, applies the rules on an overlay that nobody else sees, writes the
 * facts as one frame, and only then assigns them and lets the publisher answer. A batch that fails leaves no trace.
 *
 * <p>{@link #step} is called by one thread; {@link #submit} by any.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** A batch takes no further commands once their results have so many bytes. */
    private static final long MAX_BATCH_BYTES = 4 << 20;

    private static final int MAX_BATCH = 4_096;
    private static final int MAX_WORKERS = 20_000;
    private static final long RETRY_MILLIS = 1_000;

    private final EmbeddedOptions options;
    private final InstantSource wall;
    private final LongSupplier millis;
    private final RandomGenerator random;
    private final State state;
    private final Journal journal;
    private final Publisher publisher;
    private final Checkpointer checkpointer;
    private final Executor publishing;
    private final Executor checkpointing;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<Batch.Pending<?>> queue = new ArrayDeque<>();
    private final Queue<Runnable> controls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger beingPublished = new AtomicInteger();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final Parked parked = new Parked();
    private boolean closed;
    private boolean checkpointRunning;
    private long noCheckpointBefore;
    private long noDebtTickBefore;
    private long lastSweep;

    Writer(
            EmbeddedOptions options,
            State state,
            Journal journal,
            Publisher publisher,
            Checkpointer checkpointer,
            Executor publishing,
            Executor checkpointing) {
        this.options = options;
        this.wall = options.wall();
        this.millis = () -> options.monotonic().getAsLong() / 1_000_000;
        this.random = options.random();
        this.state = state;
        this.journal = journal;
        this.publisher = publisher;
        this.checkpointer = checkpointer;
        this.publishing = publishing;
        this.checkpointing = checkpointing;
        this.lastSweep = millis.getAsLong();
        this.noCheckpointBefore = lastSweep;
        this.noDebtTickBefore = lastSweep;
    }

    /** Completes, exceptionally, when it can go on no more. */
    CompletableFuture<Void> failure() {
        return failure;
    }

    /** Queues a command; {@code settled} runs once it is answered, or put aside with all that it changed durable. */
    <A> CompletableFuture<A> submit(Command<A> command, Runnable settled) {
        CompletableFuture<A> future = new CompletableFuture<>();
        long deadline = millis.getAsLong() + command.patienceMillis();
        Batch.Pending<A> pending = new Batch.Pending<>(command, future, deadline, settled);
        lock.lock();
        try {
            if (!closed) {
                queue.add(pending);
                work.signal();
                return future;
            }
        } finally {
            lock.unlock();
        }
        pending.refuse(ErrorCode.UNAVAILABLE, "the manager is stopping; come again when it is back");
        return future;
    }

    /** No further commands are taken. What waits is still answered by {@link #step}. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void control(Runnable action) {
        controls.add(action);
        lock.lock();
        try {
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does what there is to do now.
     *
     * @param wait whether to wait for something first
     * @return false when closed and nothing is left
     */
    boolean step(boolean wait) {
        List<Batch.Pending<?>> commands = take(wait);
        for (Runnable action = controls.poll(); action != null; action = controls.poll()) {
            action.run();
        }
        try {
            if (failure.isDone()) {
                commands.forEach(Writer::refuseAsFailed);
                parked.takeAll().forEach(Writer::refuseAsFailed);
            } else {
                batch(commands);
                checkpointIfDue();
                payDebtIfDue();
            }
        } catch (SyncFailedException e) {
            fail(e);
        }
        return !(isClosed() && commands.isEmpty());
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Those who wait for something to be handed out go away empty-handed. */
    void dismissParked() {
        parked.takeAll()
                .forEach(pending ->
                        pending.refuse(ErrorCode.UNAVAILABLE, "the manager is stopping; come again when it is back"));
    }

    private List<Batch.Pending<?>> take(boolean wait) {
        List<Batch.Pending<?>> commands = new ArrayList<>();
        lock.lock();
        try {
            long nanos = wait ? TimeUnit.MILLISECONDS.toNanos(nextTimer() - millis.getAsLong()) : 0;
            while (nanos > 0 && queue.isEmpty() && controls.isEmpty() && !closed) {
                nanos = work.awaitNanos(nanos);
            }
            long bytes = 0;
            while (!queue.isEmpty() && commands.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES) {
                Batch.Pending<?> next = queue.remove();
                bytes += next.resultBytes();
                commands.add(next);
            }
        } catch (InterruptedException e) {
            // A thread that writes files must not be interrupted; whoever does it wants the store closed.
            LOG.warn("the store's writer was interrupted; closing");
            closed = true;
        } finally {
            lock.unlock();
        }
        return commands;
    }

    /** When something is to be done even if nobody comes. */
    private long nextTimer() {
        long next = lastSweep + options.sweepPeriod().toMillis();
        if (!parked.isEmpty()) {
            OptionalLong deadline = parked.firstDeadline();
            next = Math.min(next, deadline.orElse(next));
            for (JobState job : state.jobs.values()) {
                next = Math.min(next, job.waiting.first().orElse(next));
            }
        }
        return next;
    }

    private void batch(List<Batch.Pending<?>> commands) {
        long now = millis.getAsLong();
        state.jobs.values().forEach(job -> job.waiting.moveDue(now, job.ready));
        List<Batch.Pending<?>> overdue = parked.takeOverdue(now);
        List<Leases.Out> expired = sweep(now);
        List<Batch.Pending<?>> fresh = new ArrayList<>(commands);
        while (true) {
            Round round = new Round(
                    state, new Overlay(state, wall.millis(), now, random::nextInt), publisher.inDebt() || isFull());
            Batch.Pending<?> culprit = applyAll(round, fresh, overdue, expired);
            if (culprit == null) {
                finish(round);
                return;
            }
            fresh.remove(culprit);
            overdue.remove(culprit);
        }
    }

    /** Too much has changed that no checkpoint could be written of. */
    private boolean isFull() {
        return state.chunks.changedWeight() > 2 * options.changedBytes();
    }

    /** Applies the rules to all; the command that must be left out, if one met a defect. */
    private Batch.@org.jspecify.annotations.Nullable Pending<?> applyAll(
            Round round, List<Batch.Pending<?>> fresh, List<Batch.Pending<?>> overdue, List<Leases.Out> expired) {
        Batch.Pending<?> at = null;
        try {
            for (Batch.Pending<?> pending : fresh) {
                at = pending;
                round.apply(pending, pending.deadline() > millis.getAsLong());
            }
            for (Batch.Pending<?> pending : overdue) {
                at = pending;
                round.apply(pending, false);
            }
            at = null;
            expired.forEach(round::expire);
        } catch (RuntimeException e) {
            if (at == null) {
                throw e;
            }
            LOG.error("a defect in {}", at.command().getClass().getSimpleName(), e);
            at.refuse(ErrorCode.INTERNAL, "the manager met a defect of its own: " + e);
            return at;
        }
        return null;
    }

    private List<Leases.Out> sweep(long now) {
        long period = options.sweepPeriod().toMillis();
        long elapsed = now - lastSweep;
        if (elapsed < period) {
            return List.of();
        }
        lastSweep = now;
        return state.leases.sweep(Math.min(elapsed, 2 * period));
    }

    private void finish(Round round) {
        servePutAside(round);
        if (round.changesAnything()) {
            try {
                journal.append(round.frame());
            } catch (IOException e) {
                LOG.warn("cannot write the journal: {}; nothing was changed", e.toString());
                String why = "the manager cannot write to its disk (" + e.getMessage()
                        + "); nothing was changed: come again when it can";
                round.replies().forEach(reply -> reply.pending().refuse(ErrorCode.STORAGE_FULL, why));
                round.putAside().forEach(pending -> pending.refuse(ErrorCode.STORAGE_FULL, why));
                return;
            }
        }
        round.assign();
        for (Batch.Pending<?> pending : round.putAside()) {
            parked.add(pending);
            pending.settled().run();
        }
        publish(round.batch());
    }

    /** Those who wait are served first come first, as far as there is something for them. */
    private void servePutAside(Round round) {
        if (parked.isEmpty()) {
            return;
        }
        boolean everybody = nothingComes(round);
        for (Iterator<Batch.Pending<?>> waiting = parked.iterator(); waiting.hasNext(); ) {
            Batch.Pending<?> pending = waiting.next();
            int aside = round.putAside().size();
            if (round.apply(pending, true)) {
                waiting.remove();
            } else {
                round.putAside().remove(aside);
                if (!everybody) {
                    return;
                }
            }
        }
    }

    /** Whether a job has nothing pending any more: then some of those who wait need wait no longer. */
    private static boolean nothingComes(Round round) {
        return round.overlay().changedJobs().values().stream()
                .map(JobOverlay::counts)
                .anyMatch(counts -> counts.pending() == 0);
    }

    private void publish(Batch batch) {
        if (batch.results().isEmpty() && batch.unusedParts().isEmpty() && beingPublished.get() == 0 && !ends(batch)) {
            publisher.settle(batch);
        } else {
            onPublisher(() -> publisher.settle(batch));
        }
    }

    private static boolean ends(Batch batch) {
        return batch.jobs().values().stream().map(JobOverlay::counts).anyMatch(Counts::ended);
    }

    private void onPublisher(Runnable action) {
        beingPublished.incrementAndGet();
        publishing.execute(() -> {
            try {
                action.run();
            } catch (SyncFailedException e) {
                control(() -> fail(e));
            } finally {
                beingPublished.decrementAndGet();
            }
        });
    }

    private void payDebtIfDue() {
        long now = millis.getAsLong();
        if (publisher.inDebt() && now >= noDebtTickBefore) {
            noDebtTickBefore = now + RETRY_MILLIS;
            onPublisher(publisher::tryAgain);
        }
    }

    private void checkpointIfDue() {
        boolean due =
                state.chunks.changedWeight() > options.changedBytes() || journal.length() > options.journalBytes();
        if (due && !checkpointRunning && millis.getAsLong() >= noCheckpointBefore) {
            checkpoint();
        }
        while (checkpointRunning && state.chunks.changedWeight() > options.changedBytes()) {
            awaitControl();
        }
    }

    /** Begins a checkpoint; it goes on in the background, after all that is to be published before it. */
    void checkpoint() {
        checkpointRunning = true;
        if (state.workers.size() > MAX_WORKERS) {
            state.forgetIdleWorkers(MAX_WORKERS / 2);
        }
        Manifest captured = Manifest.of(state, journal.lastFrame());
        ConcurrentNavigableMap<ChunkKey, Chunk> frozen = state.chunks.freeze();
        List<ChunkFile> files = state.chunks.files();
        onPublisher(() -> checkpointing.execute(() -> write(captured, frozen, files)));
    }

    private void write(Manifest captured, ConcurrentNavigableMap<ChunkKey, Chunk> frozen, List<ChunkFile> files) {
        try {
            if (publisher.inDebt()) {
                throw new IOException("results wait for room in the out folder");
            }
            Checkpointer.Written written = checkpointer.write(captured, frozen, files);
            control(() -> {
                checkpointRunning = false;
                state.chunks.replaceFrozen(written.files());
                written.replaced().forEach(ChunkFile::release);
            });
        } catch (IOException e) {
            LOG.warn("cannot write a checkpoint: {}; trying again", e.toString());
            control(() -> {
                checkpointRunning = false;
                noCheckpointBefore = millis.getAsLong() + RETRY_MILLIS;
                state.chunks.thaw();
            });
        } catch (RuntimeException e) {
            control(() -> fail(e));
        }
    }

    private void awaitControl() {
        Runnable action = controls.poll();
        lock.lock();
        try {
            while (action == null && controls.isEmpty()) {
                work.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (action != null) {
            action.run();
        }
    }

    private void fail(RuntimeException why) {
        if (failure.isDone()) {
            return;
        }
        checkpointRunning = false;
        LOG.error("the store can go on no more", why);
        failure.completeExceptionally(new StoreFailedException(
                "the store can go on no more: " + why.getMessage()
                        + ". What was answered is kept: look after the disk, then start the manager again",
                why));
    }

    private static void refuseAsFailed(Batch.Pending<?> pending) {
        pending.refuse(ErrorCode.UNAVAILABLE, "the manager's store has failed; come again when it is back");
    }
}
