package dev.workmanager.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The very command of the README. */
final class LinesTest {
    @TempDir
    Path folder;

    @Test
    void aProgramThatStaysAnswersLineByLine() throws Exception {
        for (String file : List.of("longest.py", "lines.txt", "wm-config")) {
            Files.copy(Path.of("lines", file), folder.resolve(file));
        }
        String command = Files.readAllLines(Path.of("lines/README.md")).stream()
                .filter(line -> line.startsWith("    wm-server run"))
                .findFirst()
                .orElseThrow();
        List<String> words = new ArrayList<>(List.of(command.strip().split(" ")));
        words.set(0, Served.HOME.resolve("bin/wm-server").toString());
        words.addAll(words.indexOf("run") + 1, List.of("--port", "0"));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isOne();
        } finally {
            process.destroy();
        }
        assertThat(folder.resolve("out/1")).hasContent("quick");
        assertThat(folder.resolve("out/2")).doesNotExist();
        assertThat(folder.resolve("out/3")).hasContent("übergroße");
        assertThat(folder.resolve("out/4")).hasContent("\\backslashes\\");
    }
}
