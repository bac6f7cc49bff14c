package dev.workmanager.endtoend;

import dev.workmanager.dist.Run;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** All who work on a job: clients of our own as threads, and wm-wrap as processes. */
final class Crew implements Closeable {
    private final Path folder;
    private final Ledger ledger;
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Process> wrappers = new ArrayList<>();
    private final Set<Process> dismissed = new HashSet<>();

    Crew(Path folder, Ledger ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    /** Whether the manager has gone for good. */
    BooleanSupplier over() {
        return over::get;
    }

    void add(Runnable client) {
        Thread thread = new Thread(
                () -> {
                    try {
                        client.run();
                    } catch (RuntimeException | AssertionError e) {
                        ledger.fault("a client met a defect: " + e);
                    }
                },
                "client-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Starts a wm-wrap; what it says is in {@code wrap-n.log}. */
    Process wrap(String server, int slots, Path command) throws IOException {
        Process process = Run.start(
                folder,
                Map.of(),
                List.of(
                        Run.program("wm-wrap").toString(),
                        "--server",
                        server,
                        "--slots",
                        Integer.toString(slots),
                        "--",
                        command.toString()),
                log(wrappers.size()));
        wrappers.add(process);
        return process;
    }

    /** Ends a wm-wrap by SIGKILL: how it ended says nothing about the job. */
    void dismiss(Process wrapper) throws InterruptedException {
        wrapper.destroyForcibly().waitFor();
        dismissed.add(wrapper);
    }

    private Path log(int wrapper) {
        return folder.resolve("wrap-" + wrapper + ".log");
    }

    /** A program that writes what {@link Content#result} says; now and then its first attempt fails. */
    static Path resultScript(Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("result.sh"), """
                #!/bin/sh
                if [ $((WM_ID % 13)) -eq 0 ] && [ "$WM_ATTEMPT" -eq 1 ]; then
                    echo 'not at the first attempt' >&2
                    exit 3
                fi
                n=$((WM_ID % 1000))
                size=$((200 + n))
                [ $((n % 23)) -ne 5 ] || size=$((66000 + n))
                [ $((n % 17)) -ne 3 ] || size=0
                yes "item $WM_ID by $WM_WORKER-$WM_SLOT-$WM_ATTEMPT" 2>/dev/null | head -c "$size"
                """);
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The manager has ended, all is done: waits until everybody knows. */
    void awaitEnd(long seconds) throws IOException, InterruptedException, TimeoutException {
        over.set(true);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < wrappers.size(); i++) {
            Process wrapper = wrappers.get(i);
            if (!wrapper.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("wm-wrap " + i + " still runs: " + Files.readString(log(i)));
            }
            if (wrapper.exitValue() != 0 && !dismissed.contains(wrapper)) {
                ledger.fault("wm-wrap " + i + " ended with exit code " + wrapper.exitValue() + ": "
                        + Files.readString(log(i)));
            }
        }
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            if (thread.isAlive()) {
                throw new TimeoutException(thread.getName() + " still works");
            }
        }
    }

    @Override
    public void close() {
        over.set(true);
        wrappers.forEach(Process::destroyForcibly);
    }
}
