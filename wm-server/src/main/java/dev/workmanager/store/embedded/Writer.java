package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.StoreDamagedException;
import dev.workmanager.store.StoreFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
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

    private static final String STOPPING = "the manager is stopping; come again when it is back";
    private static final long RETRY_MILLIS = 1_000;

    private final EmbeddedOptions options;
    private final LongSupplier millis;
    private final State state;
    private final Journal journal;
    private final Publisher publisher;
    private final Checkpoints checkpoints;
    private final Executor publishing;
    private final Intake intake = new Intake();
    private final AtomicInteger beingPublished = new AtomicInteger();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final Parked parked = new Parked();
    private final Obstacles obstacles;
    private final List<Batch.Pending<?>> unreturned = new ArrayList<>();
    private long noDebtTickBefore;
    private long lastBatch;
    private long lastSweep;

    Writer(
            EmbeddedOptions options,
            State state,
            Journal journal,
            Publisher publisher,
            Checkpointer checkpointer,
            Executor publishing,
            Executor background) {
        this.options = options;
        this.millis = () -> options.monotonic().getAsLong() / 1_000_000;
        this.state = state;
        this.journal = journal;
        this.publisher = publisher;
        this.publishing = publishing;
        this.checkpoints = new Checkpoints(
                options,
                state,
                journal,
                publisher,
                checkpointer,
                intake,
                this::onPublisher,
                background,
                this::fail,
                millis);
        this.obstacles = new Obstacles(failure, publisher::inDebt, millis);
        this.lastBatch = millis.getAsLong();
        this.lastSweep = lastBatch;
        this.noDebtTickBefore = lastSweep;
    }

    /** Completes, exceptionally, when it can go on no more. */
    CompletableFuture<Void> failure() {
        return failure;
    }

    /** Queues a command; {@code settled} runs once it is answered, or put aside with all that it changed durable. */
    <A> CompletableFuture<A> submit(Command<A> command, Runnable settled) {
        CompletableFuture<A> future = new CompletableFuture<>();
        long now = options.monotonic().getAsLong();
        long deadline = now / 1_000_000 + command.patienceMillis();
        Batch.Pending<A> pending = new Batch.Pending<>(command, future, deadline, settled, now, false);
        if (!intake.offer(pending)) {
            pending.refuse(ErrorCode.UNAVAILABLE, STOPPING);
        }
        return future;
    }

    /** How many commands wait. Any thread. */
    int queued() {
        return intake.size();
    }

    /** What only the writer knows; comes as soon as it has a moment. Any thread. */
    CompletableFuture<WriterReading> reading() {
        CompletableFuture<WriterReading> reading = new CompletableFuture<>();
        intake.act(() -> reading.complete(WriterReading.of(options.monotonic().getAsLong(), state, parked)));
        return reading;
    }

    /** Why no changes are taken now. Any thread. */
    Optional<String> obstacle() {
        return obstacles.now();
    }

    CheckpointTimes checkpointTimes() {
        return checkpoints.times();
    }

    /** No further commands are taken. What waits is still answered by {@link #step}. */
    void close() {
        intake.close();
    }

    /** Begins a checkpoint now. */
    void checkpoint() {
        checkpoints.begin();
    }

    /**
     * Does what there is to do now.
     *
     * @param wait whether to wait for something first
     * @return false when closed and nothing is left
     */
    boolean step(boolean wait) {
        List<Batch.Pending<?>> commands = intake.take(wait ? nextTimer() - millis.getAsLong() : 0);
        try {
            intake.runActions();
            if (failure.isDone()) {
                commands.forEach(Writer::refuseAsFailed);
                parked.takeAll().forEach(Writer::refuseAsFailed);
                unreturned.forEach(Writer::refuseAsFailed);
            } else {
                batch(commands);
                checkpoints.beginIfDue();
                payDebtIfDue();
            }
        } catch (RuntimeException e) {
            fail(e);
            commands.forEach(Writer::refuseAsFailed);
        }
        return !(intake.isClosed() && commands.isEmpty());
    }

    /**
     * After the last step, and the end of all that it has begun: hears what became of that. Those who wait for something to be handed
     * out go away empty-handed.
     */
    void end() {
        intake.runActions();
        parked.takeAll().forEach(pending -> pending.refuse(ErrorCode.UNAVAILABLE, STOPPING));
        unreturned.forEach(pending -> pending.refuse(ErrorCode.UNAVAILABLE, STOPPING));
    }

    /** When something is to be done even if nobody comes. */
    private long nextTimer() {
        long next = lastSweep + options.sweepPeriod().toMillis();
        if (!parked.isEmpty()) {
            OptionalLong deadline = parked.firstDeadline();
            next = Math.min(next, deadline.orElse(next));
            next = Math.min(next, state.nextDue());
        }
        return next;
    }

    private void batch(List<Batch.Pending<?>> commands) {
        long now = millis.getAsLong();
        state.moveDue(now);
        List<Batch.Pending<?>> overdue = parked.takeOverdue(now);
        List<Leases.Out> expired = sweep(now);
        List<Batch.Pending<?>> fresh = new ArrayList<>(commands);
        fresh.addAll(unreturned);
        unreturned.clear();
        try {
            applyAndFinish(now, fresh, overdue, expired);
        } catch (RuntimeException e) {
            fail(e);
            fresh.forEach(Writer::refuseAsFailed);
            overdue.forEach(Writer::refuseAsFailed);
            throw e;
        }
    }

    private void applyAndFinish(
            long now, List<Batch.Pending<?>> fresh, List<Batch.Pending<?>> overdue, List<Leases.Out> expired) {
        while (true) {
            Round round = new Round(
                    state,
                    new Overlay(state, options.wall().millis(), now, options.random()::nextInt),
                    publisher.inDebt(),
                    obstacles.memoryFull(checkpoints.overdue()));
            Batch.Pending<?> culprit = applyAll(round, fresh, overdue, expired);
            if (culprit == null) {
                finishOrFail(round);
                return;
            }
            fresh.remove(culprit);
            overdue.remove(culprit);
        }
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
        } catch (StoreDamagedException | UncheckedIOException e) {
            throw e;
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

    /** Which leases have run out. What went by while this thread was stopped, or stuck, counts as one period at most. */
    private List<Leases.Out> sweep(long now) {
        long period = options.sweepPeriod().toMillis();
        state.leases.goOn(Math.min(now - lastBatch, period));
        lastBatch = now;
        if (now - lastSweep < period) {
            return List.of();
        }
        lastSweep = now;
        return state.leases.expired();
    }

    /** Whatever goes wrong from here on, memory and journal may no longer say the same: then only a new start knows. */
    private void finishOrFail(Round round) {
        try {
            finish(round);
        } catch (RuntimeException e) {
            // Before anybody is told: who is refused may throw away what the frame, if it is there, needs.
            fail(e);
            round.replies().forEach(reply -> refuseAsFailed(reply.pending()));
            round.putAside().forEach(Writer::refuseAsFailed);
            throw e;
        }
    }

    private void finish(Round round) {
        servePutAside(round);
        if (round.changesAnything()) {
            try {
                journal.append(round.frame());
                obstacles.journalWritten();
            } catch (IOException e) {
                obstacles.journalRefused();
                LOG.warn("cannot write the journal: {}; nothing was changed", e.toString());
                String why = "the manager cannot write to its disk (" + e.getMessage()
                        + "); nothing was changed: come again when it can";
                round.replies().forEach(reply -> refuseOrKeep(reply.pending(), why));
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

    /** What nobody has is given back as soon as there is room: who asked for it does not come again. */
    private void refuseOrKeep(Batch.Pending<?> pending, String why) {
        if (pending.command() instanceof Command.TakeBack) {
            unreturned.add(pending);
        } else {
            pending.refuse(ErrorCode.STORAGE_FULL, why);
        }
    }

    /** Those who wait for the same are served first come first, as far as there is something for them. */
    private void servePutAside(Round round) {
        boolean everybody = !parked.isEmpty() && hopesChange(round);
        for (Iterator<Batch.Pending<?>> queue : parked.queues()) {
            serve(queue, everybody, round);
        }
    }

    private static void serve(Iterator<Batch.Pending<?>> queue, boolean everybody, Round round) {
        while (queue.hasNext()) {
            int aside = round.putAside().size();
            Round.Applied applied = round.apply(queue.next(), true);
            if (applied == Round.Applied.ANSWERED) {
                queue.remove();
            } else {
                round.putAside().remove(aside);
                if (applied == Round.Applied.WANTS_ITEMS && !everybody) {
                    return;
                }
            }
        }
    }

    /** Whether some of those who wait may have to wait no longer, though there is nothing for those before them. */
    private boolean hopesChange(Round round) {
        return round.overlay().changedJobs().values().stream().anyMatch(JobOverlay::hopesChange)
                || round.overlay().changedWorkers().stream().anyMatch(this::isOrderedAnew);
    }

    private boolean isOrderedAnew(Worker worker) {
        Worker before = state.workers.get(worker.no());
        return before != null && before.order() != worker.order();
    }

    private void publish(Batch batch) {
        publisher.expect(batch);
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
            } catch (RuntimeException e) {
                intake.act(() -> fail(e));
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

    private void fail(RuntimeException why) {
        if (failure.isDone()) {
            return;
        }
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
