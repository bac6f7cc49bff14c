package dev.workmanager.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running program: reads what a {@link Spool} holds, or nothing ({@code /dev/null}), writes its standard output into another one, or
 * has pipes for both; its standard error is handed on as it comes. No shell is started. Nothing that the child does or leaves behind blocks who
 * waits for it: not a closed or ignored stream, nor a grandchild that holds one open; that one is cut off from standard error
 * once the child has ended.
 *
 * <p>{@link #awaitEnd} is for one thread; {@link #stop} and {@link #kill} for any.
 */
public final class ChildProcess {
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration LONGEST_QUIET = Duration.ofSeconds(3);

    private final Running process;
    private final StderrRelay stderr;
    private final Family family;
    private final String mark;
    private final LongSupplier nanos;
    private @Nullable ProcessTree watched;
    private @Nullable Thread stopping;
    private int killed;

    private ChildProcess(Running process, StderrRelay stderr, Family family, String mark, LongSupplier nanos) {
        this.process = process;
        this.stderr = stderr;
        this.family = family;
        this.mark = mark;
        this.nanos = nanos;
    }

    /**
     * How a child ended.
     *
     * @param exit its exit code; 128 + n if signal n ended it. A program that ends with such a code by itself looks the same: the JVM
     *     cannot tell them apart, so nobody here claims to know of a signal
     * @param stderr the end of its standard error
     * @param stopped whether it was told to stop while it ran
     * @param killed how many processes of its tree had to be killed, since they were still there after the grace period
     */
    public record End(int exit, String stderr, boolean stopped, int killed) {}

    /**
     * What to start.
     *
     * @param command the program and its arguments, handed over as they are
     * @param environment changes the environment, which is this process's own to begin with
     * @param streams what it reads, and where its standard output goes
     * @param stderr where its standard error is handed on to; written to under its own lock, a block at a time
     * @param tail how many characters of its standard error are kept
     */
    public record Launch(
            List<String> command,
            Consumer<Map<String, String>> environment,
            Streams streams,
            OutputStream stderr,
            int tail) {}

    /**
     * Starts a child.
     *
     * @param family that it belongs to from now on, with all that it starts
     * @param nanos a clock that only runs forward
     * @throws CannotStartException if it was not started
     */
    public static ChildProcess start(Launch launch, Family family, LongSupplier nanos) {
        String mark = family.newMark();
        Consumer<Map<String, String>> environment =
                launch.environment().andThen(all -> all.merge(ProcessTable.MARKS, mark, String::concat));
        Running process = spawn(launch, environment, nanos).orElseGet(() -> startByJdk(launch, environment));
        StderrRelay relay = new StderrRelay(launch.stderr(), launch.tail(), nanos);
        process.onStderr(stream -> relay.begin(stream, "wm-stderr-" + process.pid()));
        try {
            launch.streams().unlink();
        } catch (IOException e) {
            throw CannotStartException.of(launch.command().get(0), e);
        }
        return new ChildProcess(process, relay, family, mark, nanos);
    }

    private static Optional<Running> spawn(
            Launch launch, Consumer<Map<String, String>> environment, LongSupplier nanos) {
        Optional<Path> output = launch.streams().outputFile();
        if (output.isEmpty()) {
            return Optional.empty();
        }
        return Spawner.here().flatMap(spawner -> {
            Map<String, String> all = new HashMap<>(System.getenv());
            environment.accept(all);
            return spawner.start(launch.command(), all, launch.streams().inputFile(), output.get(), nanos);
        });
    }

    private static Running startByJdk(Launch launch, Consumer<Map<String, String>> environment) {
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .redirectInput(launch.streams().input())
                .redirectOutput(launch.streams().output());
        try {
            environment.accept(builder.environment());
            return new JdkProcess(builder.start());
        } catch (IOException | IllegalArgumentException e) {
            throw CannotStartException.of(launch.command().get(0), e);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Where it reads, with {@link Streams#PIPES}. */
    public OutputStream stdin() {
        return process.stdin();
    }

    /** What it writes, with {@link Streams#PIPES}. Ends with the child, or when all who have it open have closed it. */
    public InputStream stdout() {
        return process.stdout();
    }

    /** Waits for the child to end, but no longer than this; tells whether it has. */
    public boolean awaitExit(Duration longest) {
        return process.awaitEnd(longest);
    }

    /** Waits for the child to end; and, where it was stopped, for its whole tree to be gone. */
    public End awaitEnd() {
        try {
            int exit = process.exit();
            stderr.awaitEnd(QUIET, LONGEST_QUIET);
            process.hangUp();
            Thread stopped = stopping();
            if (stopped != null) {
                stopped.join();
            }
            return new End(exit, stderr.tail(), stopped != null, killed());
        } catch (InterruptedException e) {
            throw new IllegalStateException("whoever waits for a child is not to be interrupted", e);
        }
    }

    /**
     * Ends the child and all that it started: TERM, and KILL for what is left after the grace period. Returns at once; {@link
     * #awaitEnd} knows when it is done. Only the first call does something, and only while the child runs.
     */
    public synchronized void stop(Duration grace) {
        if (stopping == null && process.handle().isPresent()) {
            ProcessTree tree = tree();
            stopping = new Thread(null, () -> count(tree.end(grace)), "wm-stop-" + process.pid(), 128 << 10);
            stopping.setDaemon(true);
            stopping.start();
        }
    }

    /** Kills the child and all that it started, and returns when they are gone. Only while the child runs, or is being stopped. */
    public void kill() {
        if (process.handle().isPresent() || stopping() != null) {
            count(tree().kill());
        }
    }

    /** How it is; costs a look at all processes of the system, shared with those who have just looked. For one thread. */
    public Vitals vitals() {
        ProcessTree known = watched;
        if (known == null) {
            known = tree();
            watched = known;
        }
        return new Vitals(known.cpu(), stderr.said());
    }

    private ProcessTree tree() {
        return new ProcessTree(process.handle(), mark, family.table(), nanos);
    }

    private synchronized @Nullable Thread stopping() {
        return stopping;
    }

    private synchronized int killed() {
        return killed;
    }

    private synchronized void count(int more) {
        killed += more;
    }
}
