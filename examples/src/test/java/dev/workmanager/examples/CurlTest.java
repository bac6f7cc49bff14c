package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The very lines of README.md. */
final class CurlTest {
    @TempDir
    Path folder;

    @Test
    void curlAloneIsAWorker() throws Exception {
        List<String> readme = Files.readAllLines(Path.of("../README.md"));
        int first = readme.indexOf(readme.stream()
                .filter(line -> line.startsWith("    item=$(curl"))
                .findFirst()
                .orElseThrow());
        String lines = readme.stream()
                .skip(first)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));
        assertThat(lines.lines()).hasSize(5);
        Files.writeString(folder.resolve("wm-config"), "numeric: 7-30\n");
        Path crunch = Files.writeString(folder.resolve("crunch.sh"), "#!/bin/sh\necho \"$(($1 * $1))\"\n");
        assertThat(crunch.toFile().setExecutable(true)).isTrue();
        try (Served manager = new Served(folder)) {
            manager.work(folder, "sh", "-c", lines);
            assertThat(manager.ended()).as("%s", manager).isZero();
        }
        for (int id = 7; id <= 30; id++) {
            assertThat(folder.resolve("out/" + id)).hasContent(id * id + "\n");
        }
    }
}
