package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrunchTest {
    private static final Path HOME =
            Path.of("../dist/target/work-manager").toAbsolutePath().normalize();

    @TempDir
    Path temp;

    @Test
    void addsUp() throws Exception {
        Path example = temp.resolve("a copy/crunch");
        copy(Path.of("crunch"), example);
        Path said = temp.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(example.resolve("run.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("WORK_MANAGER_HOME", HOME.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        assertThat(Files.readString(said)).endsWith("the results in out/ add up to the texts\n");
        assertThat(process.exitValue()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file ->
                            !file.startsWith(from.resolve("out")) && !file.startsWith(from.resolve(".work-manager")))
                    .forEach(file -> copyOne(file, to.resolve(from.relativize(file))));
        }
    }

    private static void copyOne(Path from, Path to) {
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
}
