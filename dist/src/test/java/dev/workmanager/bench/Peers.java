package dev.workmanager.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The programs of others: where they are, and how they come. */
final class Peers {
    private static final Map<String, String> PACKAGES = new TreeMap<>(Map.of(
            "redis-server", "redis-server",
            "beanstalkd", "beanstalkd",
            "parallel", "parallel",
            "eatmydata", "eatmydata",
            "xargs", "findutils"));

    private Peers() {}

    /** Whether a program is on PATH. */
    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Installs what is missing. */
    static void install() throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        PACKAGES.forEach((program, name) -> {
            if (!has(program)) {
                missing.add(name);
            }
        });
        if (Postgres.programs().isEmpty()) {
            missing.add("postgresql");
        }
        if (!missing.isEmpty()) {
            sh("apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "
                    + String.join(" ", missing));
        }
    }

    private static void sh(String script) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", script)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(script + " ended with " + code);
        }
    }

    /** What machine this is, and what is measured on it. */
    static String machine(Path program) throws IOException {
        String processor = line(Path.of("/proc/cpuinfo"), "model name").orElse("an unknown processor");
        String memory = line(Path.of("/proc/meminfo"), "MemTotal").orElse("?");
        String load = Files.readString(Path.of("/proc/loadavg")).replaceFirst(" .*\\R*", "");
        return "%d processors (%s), %s of memory, Linux %s, load before %s; %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor,
                        memory,
                        System.getProperty("os.version"),
                        load,
                        Files.isDirectory(program.resolve("runtime"))
                                ? "the programs with their own run-time"
                                : "the programs on the java of this machine, " + System.getProperty("java.version"));
    }

    private static Optional<String> line(Path file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }
}
