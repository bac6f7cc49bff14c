package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.model.Durations;
import dev.workmanager.process.ChildProcess;
import dev.workmanager.process.Vitals;
import dev.workmanager.protocol.HandedItem;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of the command on one item. {@link #run} is for the slot's thread; {@link #lose} and {@link #stop} for any, at any time.
 */
final class Attempt {
    /** What an attempt returns whose child was ended for the time it took, as timeout(1) does. */
    static final int TIMED_OUT = 124;
    /** What an attempt returns whose result cannot be taken: EX_CANTCREAT of sysexits(3), an output file that is none. */
    static final int NO_RESULT = 73;
    /** What children return that were hit by HUP, INT or TERM. */
    static final Set<Integer> INTERRUPTED = Set.of(129, 130, 143);
    /** A terminal's Ctrl-C reaches the children sooner than us: so long we wait to learn that it was for us, too. */
    static final Duration SECOND_THOUGHT = Duration.ofSeconds(1);

    private final HandedItem item;
    private final Messages messages;
    private final Limits limits;
    private @Nullable ChildProcess child;
    private @Nullable String lost;
    private boolean stopped;
    private boolean draining;
    private @Nullable String stalled;
    private boolean timedOut;
    private @Nullable SignsOfLife life;
    private @Nullable String refused;

    Attempt(HandedItem item, Messages messages, Limits limits) {
        this.item = item;
        this.messages = messages;
        this.limits = limits;
    }

    /**
     * How it ended.
     *
     * @param completion what the manager is to be told; null if it does not want to know any more
     * @param exit the child's exit code, {@value #TIMED_OUT} if it was ended for the time it took, {@value #NO_RESULT} if its result
     *     cannot be taken; -1 if it was not run to its end
     */
    record End(@Nullable Completion completion, int exit) {}

    HandedItem item() {
        return item;
    }

    /**
     * Runs the child to its end.
     *
     * @param starter starts it; takes no lock that whoever stops an attempt may hold
     * @param files what it has on disk, not used yet; stays open, since the completion reads from it
     * @param watch what goes on while it runs
     * @throws dev.workmanager.process.CannotStartException if it was not started
     */
    End run(Supplier<ChildProcess> starter, AttemptFiles files, Watch watch) throws IOException {
        ChildProcess running = begin(starter);
        if (running == null) {
            return ended(new ChildProcess.End(-1, "", true, 0), files);
        }
        watchTime(running);
        watch.watch(running);
        ChildProcess.End end = running.awaitEnd();
        if (INTERRUPTED.contains(end.exit()) && !end.stopped()) {
            awaitStop();
        }
        if (end.killed() > 0) {
            messages.say(messages.name(item) + ": " + end.killed() + " process(es) of it had to be killed");
        }
        return ended(end, files);
    }

    /** The manager does not want this attempt's completion any more: ends the child, tells nobody. */
    synchronized void lose(String standing) {
        lost = standing;
        end();
    }

    /** Ends the child, which has failed, once what it gives back is more than is taken: there is no use in going on. */
    void lookAtResult(AttemptFiles files) throws IOException {
        try {
            ChildResult.look(files, limits.maxResult());
        } catch (UnusableResultException e) {
            refuse(e.getMessage());
        }
    }

    private synchronized void refuse(@Nullable String why) {
        if (lost == null && !stopped && !timedOut && refused == null) {
            refused = why;
            end();
        }
    }

    /** The wrapper is to leave once the child has ended: one that was hit by the same signal as we is given back, it has not failed. */
    synchronized void drain() {
        draining = true;
        notifyAll();
    }

    /** The wrapper is to end: ends the child, gives the item back. */
    synchronized void stop() {
        stopped = true;
        end();
        notifyAll();
    }

    /** Kills the child at once. */
    void kill() {
        ChildProcess running;
        synchronized (this) {
            stopped = true;
            running = child;
        }
        if (running != null) {
            running.kill();
        }
    }

    private synchronized @Nullable ChildProcess begin(Supplier<ChildProcess> starter) {
        if (lost == null && !stopped) {
            child = starter.get();
        }
        return child;
    }

    /** The time begins with the child, and its end ends the watch. */
    private void watchTime(ChildProcess running) {
        timeout().ifPresent(most -> {
            Runnable watch = () -> {
                if (!running.awaitExit(most)) {
                    timeOut();
                }
            };
            Thread thread = new Thread(null, watch, "wm-timeout-" + running.pid(), 128 << 10);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** The job's, or ours where that is shorter. */
    private Optional<Duration> timeout() {
        Long jobs = item.timeoutMillis();
        return Stream.concat(Stream.ofNullable(jobs).map(Duration::ofMillis), limits.timeout().stream())
                .min(Comparator.naturalOrder());
    }

    /** A look at whether the child still does something; once for each attempt. */
    SignsOfLife signsOfLife(Duration longest, AttemptFiles files, LongSupplier nanos) {
        SignsOfLife signs = new SignsOfLife(longest, files, this::vitals, () -> stall(longest), nanos);
        synchronized (this) {
            life = signs;
        }
        return signs;
    }

    /** Whether the child has done something within the time that it has for that. */
    synchronized boolean showsLife() {
        return life == null || life.shown();
    }

    private @Nullable Vitals vitals() {
        ChildProcess running;
        synchronized (this) {
            running = child;
        }
        return running == null ? null : running.vitals();
    }

    private synchronized void stall(Duration longest) {
        if (lost == null && !stopped && refused == null && !timedOut) {
            timedOut = true;
            stalled = "stalled: for " + Durations.format(longest)
                    + " no processor time, no output, no touch of $WM_PROGRESS (--stall)";
            end();
        }
    }

    private synchronized void timeOut() {
        if (lost == null && !stopped && refused == null && !timedOut) {
            timedOut = true;
            end();
        }
    }

    private void end() {
        if (child != null) {
            child.stop(limits.killAfter());
        }
    }

    private synchronized End ended(ChildProcess.End end, AttemptFiles files) throws IOException {
        AttemptReport report = new AttemptReport(item, messages, end, files);
        if (lost != null) {
            return report.lost(lost);
        }
        if (timedOut && end.stopped()) {
            return stalled != null
                    ? report.stalled(stalled)
                    : report.timedOut(timeout().orElseThrow());
        }
        if (refused != null && end.stopped()) {
            return report.unusable(refused);
        }
        if (end.stopped() || (stopped || draining) && INTERRUPTED.contains(end.exit())) {
            return report.released();
        }
        return report.byItself(limits.maxResult());
    }

    private synchronized void awaitStop() {
        try {
            if (!stopped && !draining && lost == null) {
                TimeUnit.NANOSECONDS.timedWait(this, SECOND_THOUGHT.toNanos());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread of a slot is not to be interrupted", e);
        }
    }
}
