package dev.workmanager.wrapper;

import dev.workmanager.client.GaveUpException;
import dev.workmanager.client.ManagerException;
import dev.workmanager.client.RefusedException;
import dev.workmanager.client.RetryPolicy;
import dev.workmanager.client.WorkSession;
import dev.workmanager.client.WorkSettings;
import dev.workmanager.model.Durations;
import dev.workmanager.model.Version;
import dev.workmanager.process.CannotStartException;
import dev.workmanager.process.CommandLookup;
import dev.workmanager.process.Family;
import dev.workmanager.process.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code wm-wrap} as a part of a program: works on a manager's items, each slot on a thread of its own, until the batch is finished
 * or it is told to stop.
 *
 * <pre>{@code
 * WrapperLoop loop = WrapperLoop.start(options, Surroundings.ofThisProcess(log::info));
 * ...
 * loop.stop();                // or not
 * int code = loop.awaitEnd(); // 0: the manager said that the batch is finished
 * }</pre>
 *
 * <p>It never ends the JVM, handles no signals and keeps no state outside itself: several may run in one JVM. Its threads do not keep
 * the JVM alive; whoever ends the JVM calls {@link #stop} and {@link #awaitEnd} first, else the children are killed after it. {@code
 * stop} and {@code kill} may be called by any thread, at any time, more than once.
 */
public final class WrapperLoop {
    /** Once stopped, each report is tried for so long. */
    private static final Duration REPORT_WITHIN = Duration.ofSeconds(3);

    private final WrapperOptions options;
    private final Scratch scratch;
    private final Family family;
    private final Messages messages;
    private final WorkSession session;
    private final Ending ending;
    private final List<SlotWork> slots = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final TreeSet<Integer> codes = new TreeSet<>();
    private boolean stopped;

    private WrapperLoop(WrapperOptions options, Surroundings surroundings, Scratch scratch) {
        this.options = options;
        this.scratch = scratch;
        this.messages = new Messages(surroundings.say(), options.verbose());
        this.session = WorkSession.open(
                new WorkSettings(
                        options.manager(),
                        Host.about(options.group().orElse(null)),
                        options.choice(),
                        "wm-wrap/" + Version.current().number(),
                        options.credentials(),
                        RetryPolicy.givingUpAfter(options.giveUpAfter()),
                        surroundings.answerWithin()),
                surroundings.nanos(),
                surroundings.random(),
                surroundings.say());
        this.ending = new Ending(session, options.leaving(), surroundings.nanos());
        session.onDrain(this::drainedByOrder);
        this.family = new Family(surroundings.random(), line -> messages.detail(() -> line));
        ItemStart start = new ItemStart(options, scratch, family, surroundings.nanos());
        for (int i = 0; i < (options.once() ? 1 : options.slots()); i++) {
            slots.add(
                    options.handing().calls().byLines()
                            ? new LineLoop(options, surroundings, start, messages, ending, session, i)
                            : new SlotLoop(options, surroundings, start, messages, ending, session, i));
        }
    }

    /**
     * Looks whether the command can be run, and begins to work; does not wait for the manager.
     *
     * @throws CannotWrapException if the command cannot be run, or there is no room for what it writes; nothing was taken
     */
    public static WrapperLoop start(WrapperOptions options, Surroundings surroundings) {
        CommandTemplate template =
                new CommandTemplate(options.command(), options.handing().pass());
        template.program()
                .flatMap(program ->
                        CommandLookup.problem(program, surroundings.searchPath().orElse(null)))
                .ifPresent(problem -> {
                    throw new CannotWrapException(WrapExit.of(problem), problem.why());
                });
        Scratch scratch = scratch(surroundings);
        (options.handing().calls().byLines() ? template.unusedPlace() : template.warning())
                .ifPresent(surroundings.say());
        WrapperLoop loop = new WrapperLoop(options, surroundings, scratch);
        loop.begin();
        return loop;
    }

    /**
     * Takes no more items; what runs may go on for the drain time of {@link Leaving}, and is ended and given back then, as by {@link
     * #stop}. Without a drain time that is at once. Returns at once.
     */
    public void drain() {
        Duration time = options.leaving().drainTime().orElse(Duration.ZERO);
        if (time.isZero()) {
            stop();
            return;
        }
        session.takeNoMore();
        messages.say("what runs may go on "
                + (time.equals(Leaving.FOREVER) ? "to its end" : "for " + Durations.format(time)));
        slots.forEach(SlotWork::drain);
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::stop);
    }

    private void drainedByOrder() {
        options.leaving().drainTime().ifPresent(time -> drain());
    }

    /**
     * Ends the children, with all that they started (TERM, and KILL after {@link Limits#killAfter}), gives their items back, and takes no others. Returns
     * at once; it is done within five seconds more than that, whether the manager answers or not.
     */
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            session.hurry(REPORT_WITHIN);
            slots.forEach(SlotWork::stop);
        }
    }

    /**
     * Kills the children, with all that they started, and returns when they and what they had on disk are gone. Reports nothing by
     * itself. For an end at once: nothing more can be started.
     */
    public void kill() {
        slots.forEach(SlotWork::kill);
        scratch.close();
    }

    /**
     * Waits for the end.
     *
     * @return an exit code of {@link WrapExit}; with {@code once}, what the child returned
     */
    public int awaitEnd() {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of a wrapper", e);
        }
        session.close();
        family.close();
        scratch.close();
        return code();
    }

    private static Scratch scratch(Surroundings surroundings) {
        try {
            return Scratch.open(surroundings.spools(), surroundings.random(), surroundings.say());
        } catch (CannotStartException e) {
            throw new CannotWrapException(
                    WrapExit.USAGE, e.getMessage() + "; another folder: WM_JAVA_OPTIONS=-Djava.io.tmpdir=/some/folder");
        }
    }

    private void begin() {
        for (int i = 0; i < slots.size(); i++) {
            SlotWork slot = slots.get(i);
            Thread thread = new Thread(() -> ended(work(slot)), "wm-slot-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private int work(SlotWork slot) {
        try {
            return slot.work();
        } catch (GaveUpException e) {
            if (isStopped()) {
                return WrapExit.STOPPED.code();
            }
            messages.say(e.getMessage());
            return WrapExit.UNREACHABLE.code();
        } catch (RefusedException e) {
            messages.say(e.getMessage());
            WrapExit exit = WrapExit.ofRefusal(e);
            boolean plain =
                    exit == WrapExit.NO_PERMISSION || options.choice().item().isPresent();
            return plain ? leave(slot, exit) : defect(slot);
        } catch (ManagerException e) {
            messages.say(e.getMessage());
            return defect(slot);
        } catch (IOException | RuntimeException | Error e) {
            messages.say("internal error, please report it: " + e);
            messages.detail(() -> stackOf(e));
            return defect(slot);
        }
    }

    private int defect(SlotWork slot) {
        return leave(slot, WrapExit.INTERNAL);
    }

    private int leave(SlotWork slot, WrapExit exit) {
        slot.kill();
        ending.takeNoMore(exit);
        return exit.code();
    }

    private static String stackOf(Throwable e) {
        StringBuilder stack = new StringBuilder("at:");
        for (StackTraceElement element : e.getStackTrace()) {
            stack.append("\n    ").append(element);
        }
        return stack.toString();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void ended(int code) {
        codes.add(code);
    }

    /** One slot's code for all: a defect first; then that it may not; else that all is finished; else the first reason why it is not. */
    private synchronized int code() {
        if (codes.size() > 1) {
            codes.remove(SlotWork.REACHED_QUOTA);
        }
        if (options.once() || codes.size() == 1) {
            return codes.first() == SlotWork.REACHED_QUOTA ? WrapExit.FINISHED.code() : codes.first();
        }
        for (WrapExit exit : List.of(
                WrapExit.INTERNAL, WrapExit.NO_PERMISSION, WrapExit.FINISHED, ending.reason(), WrapExit.UNREACHABLE)) {
            if (codes.contains(exit.code())) {
                return exit.code();
            }
        }
        return codes.last();
    }
}
