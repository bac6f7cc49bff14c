package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A container engine of the test's own, with one image in it: {@value #BASE}, a Java and a shell. Leaves nothing behind. */
final class Engine implements AutoCloseable {
    static final String BASE = "local/java";

    private final Path folder;
    private final Process daemon;

    private Engine(Path folder, Process daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /**
     * Starts one below a folder; skips the test where this machine has none.
     *
     * @param folder of a short path, since a socket lies in it
     */
    static Engine start(Path folder) throws Exception {
        for (String program : List.of("dockerd", "docker", "docker-compose", "busybox")) {
            Assumptions.assumeTrue(isOnPath(program), "no " + program + " on PATH");
        }
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root"), "only root may start a container engine");
        Process daemon = new ProcessBuilder(
                        "dockerd",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--host=unix://" + folder.resolve("docker.sock"),
                        "--pidfile=" + folder.resolve("docker.pid"),
                        // Containers only speak with each other, and the machine's network stays as it is.
                        "--iptables=false",
                        "--ip6tables=false",
                        "--ip-forward=false",
                        "--bridge=none")
                .redirectErrorStream(true)
                .start();
        Engine engine = new Engine(folder, daemon);
        try {
            engine.awaitReady();
            engine.makeBase();
        } catch (Exception | Error e) {
            engine.close();
            throw e;
        }
        return engine;
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, program)));
    }

    private void awaitReady() throws IOException {
        BufferedReader log = daemon.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            if (line.contains("API listen on")) {
                Thread rest = new Thread(() -> drop(log), "dockerd-log");
                rest.setDaemon(true);
                rest.start();
                return;
            }
        }
        throw new AssertionError("dockerd did not start: " + said);
    }

    /** Unread, it would stop the engine once the pipe is full. */
    private static void drop(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException theEngineHasEnded) {
            return;
        }
    }

    private void makeBase() throws Exception {
        Path base = folder.resolve("base");
        Path script = Path.of("src/test/resources/base-image.sh").toAbsolutePath();
        run(0, folder, Map.of(), script.toString(), base.toString());
        run(0, folder, Map.of(), "docker", "build", "-q", "-t", BASE, base.toString());
    }

    /** Runs a program that speaks with this engine to its end, within five minutes; what it said. */
    String run(int code, Path in, Map<String, String> environment, String... command) throws Exception {
        Path said = Files.createTempFile(folder, "said", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("DOCKER_HOST", "unix://" + folder.resolve("docker.sock"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        String words = Files.readString(said);
        assertThat(process.exitValue()).as(words).isEqualTo(code);
        return words;
    }

    @Override
    public void close() throws IOException {
        daemon.destroy();
        try {
            if (!daemon.waitFor(1, TimeUnit.MINUTES)) {
                daemon.destroyForcibly().waitFor();
            }
            // Its layers belong to users that only root can remove.
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a test is not to be interrupted", e);
        }
    }
}
