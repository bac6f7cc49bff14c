package dev.workmanager.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A container engine of the test's own. Leaves nothing behind. */
final class Engine {
    private final Path folder;
    private final Daemon daemon;

    private Engine(Path folder, Daemon daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /**
     * Starts one below a folder; skips the test where this machine cannot.
     *
     * @param folder of a short path, since a socket lies in it
     */
    static Engine start(Path folder) throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root"), "only root may start a container engine");
        Daemon daemon = Daemon.start(
                "API listen on",
                "dockerd",
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--host=unix://" + folder.resolve("docker.sock"),
                "--pidfile=" + folder.resolve("docker.pid"),
                // Containers only speak with each other, and the machine's network stays as it is.
                "--iptables=false",
                "--ip6tables=false",
                "--ip-forward=false",
                "--bridge=none");
        return new Engine(folder, daemon);
    }

    /** Skips the test where one of these programs is missing. */
    static void need(String... programs) {
        for (String program : programs) {
            boolean there = Stream.of(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            Assumptions.assumeTrue(there, "no " + program + " on PATH");
        }
    }

    /** Runs the engine's client to a good end; the last line that it said. */
    String docker(String... arguments) throws Exception {
        return docker(List.of(arguments));
    }

    String docker(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        List<String> said = run(0, folder, command).strip().lines().toList();
        return said.isEmpty() ? "" : said.get(said.size() - 1);
    }

    /** Runs a program that speaks with this engine to its end, within five minutes; what it said. */
    String run(int code, Path in, List<String> command) throws Exception {
        Path said = Files.createTempFile(folder, "said", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("DOCKER_HOST", "unix://" + folder.resolve("docker.sock"));
        // The builder that every engine has.
        builder.environment().put("DOCKER_BUILDKIT", "0");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        String words = Files.readString(said);
        Files.delete(said);
        assertThat(process.exitValue()).as(words).isEqualTo(code);
        return words;
    }

    /** Removes all containers and networks. */
    void clear() throws Exception {
        String containers = run(0, folder, List.of("docker", "ps", "-aq"));
        if (!containers.isBlank()) {
            docker(Stream.concat(Stream.of("rm", "-f"), containers.lines()).toList());
        }
        // Their bridges would stay on the machine.
        docker("network", "prune", "-f");
    }

    void close() throws Exception {
        clear();
        daemon.close();
        // What it has mounted stays mounted; its layers belong to users that only root can remove.
        new ProcessBuilder("umount", "-q", folder.resolve("data").toString())
                .start()
                .waitFor();
        assertThat(new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor())
                .isZero();
    }
}
