package dev.workmanager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures at all: what it measures is not for a test to say. */
final class BenchTest {
    @TempDir
    Path folder;

    @Test
    void drivesAndKillsAManager() throws Exception {
        Path json = folder.resolve("tables.json");
        String said = run(
                0,
                "pairs",
                "--who=exchange",
                "--who=exchange, in two",
                "--who=seed",
                "--who=null",
                "--connections=3",
                "--seconds=0.2",
                "--rounds=1",
                "--warm=0.2",
                "--folder=" + folder,
                "--json=" + json);
        assertThat(said)
                .contains("## pairs")
                .contains("| exchange, in two | 3 ")
                .contains("kill -9 under load")
                .contains(": holds");
        assertThat(Files.readString(json)).contains("\"pairs/s\"");
        try (var left = Files.list(folder)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        assertThat(run(64, "paris")).contains("no scenario 'paris'").contains("pairs, sync");
    }

    private String run(int code, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "bench/run"));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said");
        Process bench = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(bench.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            bench.descendants().forEach(ProcessHandle::destroyForcibly);
            bench.destroyForcibly().onExit().join();
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(bench.exitValue()).as(text).isEqualTo(code);
        return text;
    }
}
