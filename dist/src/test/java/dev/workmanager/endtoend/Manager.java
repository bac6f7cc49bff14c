package dev.workmanager.endtoend;

import dev.workmanager.dist.Run;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** {@code wm-server serve}, again and again on the same folders and port. For one thread, but for {@link #port}. */
final class Manager implements Closeable {
    private static final long UP_SECONDS = 60;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path folder;
    private final Path disk;
    private final int port;
    private final String javaOptions;
    private final List<String> arguments;
    private @Nullable Process process;
    private int lives;

    /**
     * A manager that does not run yet.
     *
     * @param folder holds {@code wm-config}, {@code data}, {@code out}, and what each of its lives says
     * @param javaOptions for the JVM
     * @param arguments further ones, for each start
     */
    Manager(Path folder, String javaOptions, String... arguments) throws IOException {
        this(folder, folder, javaOptions, arguments);
    }

    /** The same with {@code data} and {@code out} in another folder. */
    Manager(Path folder, Path disk, String javaOptions, String... arguments) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.port = freePort();
        this.javaOptions = javaOptions;
        this.arguments = List.of(arguments);
    }

    /** One that no connection of this machine is given by itself, so that it stays free while nobody listens. */
    static int freePort() throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            int port = RandomGenerator.getDefault().nextInt(12_000, 30_000);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port found");
    }

    private static boolean isFree(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Path data() {
        return disk.resolve("data");
    }

    Path out() {
        return disk.resolve("out");
    }

    /** The command that starts it. */
    List<String> command(String... more) {
        List<String> command = new ArrayList<>(List.of(
                Run.program("wm-server").toString(),
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--config",
                folder.resolve("wm-config").toString(),
                "--data",
                data().toString(),
                "--out",
                out().toString()));
        command.addAll(arguments);
        command.addAll(List.of(more));
        return command;
    }

    /** Starts it, and does not wait. */
    Process start(String... more) throws IOException {
        Process started = Run.start(folder, Map.of("WM_JAVA_OPTIONS", javaOptions), command(more), said(++lives));
        process = started;
        return started;
    }

    /** Waits until it answers. */
    Manager awaitUp() throws IOException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
        while (!answers()) {
            if (!process().isAlive()) {
                throw new IOException(
                        "the manager ended with exit code " + process().exitValue() + ": " + said());
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the manager does not answer after " + UP_SECONDS + " s: " + said());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return this;
    }

    private boolean answers() {
        try (Wire wire = new Wire(port)) {
            return wire.get("/status").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    /** Waits for its end; gives the exit code. */
    int awaitEnd(long seconds) throws IOException, InterruptedException, TimeoutException {
        if (!process().waitFor(seconds, TimeUnit.SECONDS)) {
            throw new TimeoutException("the manager still runs after " + seconds + " s: " + said());
        }
        return process().exitValue();
    }

    /** SIGTERM; gives the exit code. */
    int stop() throws IOException, InterruptedException, TimeoutException {
        process().destroy();
        return awaitEnd(30);
    }

    Process process() {
        return Objects.requireNonNull(process, "the manager was not started");
    }

    int lives() {
        return lives;
    }

    /** What it said in its last life. */
    String said() throws IOException {
        return Files.readString(said(lives));
    }

    private Path said(int life) {
        return folder.resolve("manager-" + life + ".log");
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
