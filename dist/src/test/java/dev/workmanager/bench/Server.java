package dev.workmanager.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server of our own, on loopback, that ends with us. */
class Server implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final String name;
    private final int port;
    private final Path log;
    private Process process;

    /**
     * Starts it and waits until its port is open.
     *
     * @param name who it is
     * @param port where it will listen
     * @param log what it says goes there
     */
    Server(String name, int port, Path log, List<String> command) throws IOException {
        this.name = name;
        this.port = port;
        this.log = log;
        this.process = start(command);
    }

    /** Kills what runs, and starts it once more. */
    final void startAgain(List<String> command) throws IOException {
        kill();
        process = start(command);
    }

    private Process start(List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long patience = System.nanoTime() + PATIENCE;
        while (!isOpen()) {
            if (!started.isAlive() || System.nanoTime() > patience) {
                started.destroyForcibly();
                throw new IOException(
                        name + " did not come up on port " + port + "; it says: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return started;
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A port that nobody has. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    final String name() {
        return name;
    }

    final int port() {
        return port;
    }

    final Process process() {
        return process;
    }

    /** The processor time of all its processes that live. */
    final Duration cpu() {
        try (Stream<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())) {
            return all.map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** The memory that it has now, in bytes, as the kernel tells it; 0 if that is not known. */
    final long memory() {
        return memory("VmRSS:");
    }

    /** That of it which lies in files, and is given up for others who need it. */
    final long memoryInFiles() {
        return memory("RssFile:");
    }

    private long memory(String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** At once, with nothing written behind. */
    final void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
