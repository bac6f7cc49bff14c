package dev.workmanager.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One program run to its end.
 *
 * @param code its exit code
 * @param out what it wrote to stdout, as lines
 * @param err what it wrote to stderr
 */
public record Run(int code, List<String> out, String err) {
    private static final long DEADLINE_SECONDS = 60;

    private static final Path WITH_RUNTIME = Path.of("target", "runtime").toAbsolutePath();

    /** What is shipped, with a run-time of its own, as it lies on the machine. */
    public static Path shipped() {
        return WITH_RUNTIME.resolve("work-manager");
    }

    /** Likewise the wrapper alone. */
    public static Path wrapperAlone() {
        return WITH_RUNTIME.resolve("wm-wrap");
    }

    /** Where the shipped program of this name lies: the wrapper in its own folder. */
    public static Path program(String name) {
        Path home = name.equals("wm-wrap") ? wrapperAlone() : shipped();
        return home.resolve("bin").resolve(name);
    }

    /** Runs the command with exactly this environment, in this folder. */
    public static Run of(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("run", ".out");
        Path err = Files.createTempFile("run", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " still runs after " + DEADLINE_SECONDS + " s; it said: "
                        + Files.readString(out) + Files.readString(err));
            }
            return new Run(
                    process.exitValue(),
                    Files.readAllLines(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts the command in this folder, with these variables beside those of this process; all that it says goes to a file. */
    public static Process start(Path folder, Map<String, String> variables, List<String> command, Path said)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** What stands behind this word in the lines that begin with it. */
    public List<String> told(String word) {
        return out.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }
}
