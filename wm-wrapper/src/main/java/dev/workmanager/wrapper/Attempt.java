package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Completion.Tails;
import dev.workmanager.model.Durations;
import dev.workmanager.process.ChildProcess;
import dev.workmanager.process.Spool;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of the command on one item. {@link #run} is for the slot's thread; {@link #lose} and {@link #stop} for any, at any time.
 */
final class Attempt {
    /** A child that got TERM has so long to end by itself. */
    static final Duration GRACE = Duration.ofSeconds(5);
    /** What an attempt returns whose child was ended for the time it took, as timeout(1) does. */
    static final int TIMED_OUT = 124;
    /** What children return that were hit by HUP, INT or TERM. */
    private static final Set<Integer> INTERRUPTED = Set.of(129, 130, 143);
    /** A terminal's Ctrl-C reaches the children sooner than us: so long we wait to learn that it was for us, too. */
    private static final Duration SECOND_THOUGHT = Duration.ofSeconds(1);

    private final HandedItem item;
    private final Messages messages;
    private @Nullable ChildProcess child;
    private @Nullable String lost;
    private boolean stopped;
    private boolean timedOut;

    Attempt(HandedItem item, Messages messages) {
        this.item = item;
        this.messages = messages;
    }

    /**
     * How it ended.
     *
     * @param completion what the manager is to be told; null if it does not want to know any more
     * @param exit the child's exit code, {@value #TIMED_OUT} if it was ended for the time it took; -1 if it was not run to its end
     */
    record End(@Nullable Completion completion, int exit) {}

    HandedItem item() {
        return item;
    }

    /**
     * Runs the child to its end.
     *
     * @param starter starts it; takes no lock that whoever stops an attempt may hold
     * @param stdout its standard output, not used yet; stays open, since the completion reads from it
     * @param shown watches it while it runs
     * @throws dev.workmanager.process.CannotStartException if it was not started
     */
    End run(Supplier<ChildProcess> starter, Spool stdout, Watcher shown) throws IOException {
        ChildProcess running = begin(starter);
        if (running == null) {
            return ended(new ChildProcess.End(-1, "", true, 0), stdout);
        }
        watchTime(running);
        shown.watch(running, stdout);
        ChildProcess.End end = running.awaitEnd();
        if (INTERRUPTED.contains(end.exit()) && !end.stopped()) {
            awaitStop();
        }
        if (end.killed() > 0) {
            messages.say(messages.name(item) + ": " + end.killed() + " process(es) of it had to be killed");
        }
        return ended(end, stdout);
    }

    /** The manager does not want this attempt's completion any more: ends the child, tells nobody. */
    synchronized void lose(String standing) {
        lost = standing;
        end();
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

    /** Something that goes on while a child runs. */
    interface Watcher {
        /** Nothing does. */
        Watcher NONE = (child, stdout) -> {};

        /** Comes back at once, or when the child has ended. */
        void watch(ChildProcess child, Spool stdout) throws IOException;
    }

    private synchronized @Nullable ChildProcess begin(Supplier<ChildProcess> starter) {
        if (lost == null && !stopped) {
            child = starter.get();
        }
        return child;
    }

    /** The time begins with the child, and its end ends the watch. */
    private void watchTime(ChildProcess running) {
        Long timeout = item.timeoutMillis();
        if (timeout != null) {
            Duration most = Duration.ofMillis(timeout);
            Runnable watch = () -> {
                if (!running.awaitExit(most)) {
                    timeOut();
                }
            };
            Thread thread = new Thread(null, watch, "wm-timeout-" + running.pid(), 128 << 10);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void timeOut() {
        if (lost == null && !stopped) {
            timedOut = true;
            end();
        }
    }

    private void end() {
        if (child != null) {
            child.stop(GRACE);
        }
    }

    private synchronized End ended(ChildProcess.End end, Spool stdout) throws IOException {
        if (lost != null) {
            messages.say(messages.name(item) + ": stopped, and not reported: the manager says " + lost);
            return new End(null, -1);
        }
        if (timedOut && end.stopped()) {
            messages.say(messages.name(item) + ": ended after its timeout of "
                    + Durations.format(Duration.ofMillis(Objects.requireNonNull(item.timeoutMillis()))) + ", attempt "
                    + item.attempt() + " (" + item.attempts() + " may fail)");
            return new End(Completion.timedOut(item.token(), tails(end, stdout)), TIMED_OUT);
        }
        if (end.stopped() || stopped && INTERRUPTED.contains(end.exit())) {
            messages.say(messages.name(item) + ": stopped, and given back");
            return new End(Completion.released(item.token(), tails(end, stdout)), -1);
        }
        return new End(completion(end, stdout), end.exit());
    }

    private Completion completion(ChildProcess.End end, Spool stdout) throws IOException {
        String name = messages.name(item);
        if (end.exit() == 0) {
            SpooledResult result = new SpooledResult(stdout);
            messages.detail(() -> name + ": done, " + result.size() + " bytes");
            return Completion.done(item.token(), result);
        }
        if (end.exit() == EndedAttempt.LATER) {
            messages.say(name + ": exit code " + EndedAttempt.LATER + ": given back for later");
            return Completion.givenBack(item.token(), tails(end, stdout));
        }
        messages.say(name + ": exit code " + end.exit() + ", attempt " + item.attempt() + " (" + item.attempts()
                + " may fail)");
        return Completion.failed(item.token(), end.exit(), tails(end, stdout));
    }

    private static Tails tails(ChildProcess.End end, Spool stdout) throws IOException {
        return new Tails(text(end.stderr()), text(stdout.tail(EndedAttempt.MAX_TAIL)));
    }

    private synchronized void awaitStop() {
        try {
            if (!stopped && lost == null) {
                TimeUnit.NANOSECONDS.timedWait(this, SECOND_THOUGHT.toNanos());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread of a slot is not to be interrupted", e);
        }
    }

    private static @Nullable String text(String tail) {
        return tail.isEmpty() ? null : tail;
    }
}
