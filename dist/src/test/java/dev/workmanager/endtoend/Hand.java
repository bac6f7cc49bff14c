package dev.workmanager.endtoend;

import dev.workmanager.dist.Run;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A wm-wrap with a network of its own, to which things happen. For one thread. */
final class Hand implements Closeable {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    private final Crew crew;
    private final Path command;
    private final Tap tap;
    private volatile Fate fate = Fate.PASS;
    private @Nullable Process process;

    /** One that works from now on, in two slots. */
    Hand(Manager manager, Ledger ledger, Crew crew, Path command) throws IOException {
        this.crew = crew;
        this.command = command;
        this.tap = new Tap(manager.port(), ledger, request -> fate);
        hire();
    }

    private void hire() throws IOException {
        process = crew.wrap(tap.url(), 2, command);
    }

    /** From now on its requests meet this fate. */
    void network(Fate next) {
        fate = next;
    }

    /** SIGKILL; another one takes its place. */
    void kill() throws IOException, InterruptedException {
        crew.dismiss(process());
        hire();
    }

    /** SIGSTOP: it does nothing at all, its children go on. */
    void stop() throws IOException, InterruptedException {
        signal(process(), "STOP");
    }

    /** SIGCONT. */
    void goOn() throws IOException, InterruptedException {
        signal(process(), "CONT");
    }

    static void signal(Process process, String name) throws IOException, InterruptedException {
        Run run = Run.of(Path.of("/"), ENVIRONMENT, List.of("kill", "-" + name, Long.toString(process.pid())));
        if (run.code() != 0) {
            throw new IOException("no SIG" + name + " to process " + process.pid() + ": " + run.err());
        }
    }

    private Process process() {
        return java.util.Objects.requireNonNull(process);
    }

    @Override
    public void close() throws IOException {
        tap.close();
    }
}
