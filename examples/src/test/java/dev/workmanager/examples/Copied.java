package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of an example, as it is shipped: without what running it has left behind.
 *
 * @param folder where it lies
 */
record Copied(Path folder) {
    private static final Set<String> LEFT_BEHIND = Set.of("out", ".work-manager");

    /** Copies the example of this name below a folder. */
    static Copied of(String example, Path to) throws IOException {
        Path from = Path.of(example);
        try (Stream<Path> files = Files.walk(from)) {
            files.map(from::relativize)
                    .filter(file -> !LEFT_BEHIND.contains(file.getName(0).toString()))
                    .forEach(file -> copy(from.resolve(file), to.resolve(file)));
        }
        return new Copied(to);
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from, e);
        }
    }

    /** Runs its run.sh to a good end; what it said. */
    String run() throws IOException, InterruptedException {
        Path said = folder.resolveSibling(folder.getFileName() + ".said");
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("run.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("WORK_MANAGER_HOME", Served.HOME.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        String words = Files.readString(said);
        assertThat(process.exitValue()).as(words).isZero();
        return words;
    }
}
