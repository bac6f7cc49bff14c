package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wm-server run}: manager and workers in one. */
final class RunProcessTest {
    @TempDir
    private Path folder;

    @Test
    void runsACommandOnEachItem() {
        try (ServerProcess run = ServerProcess.start(
                folder,
                "run",
                "--numeric",
                "7-26",
                "-j",
                "3",
                "--",
                "sh",
                "-c",
                "echo $WM_ID squared is $((WM_ID * WM_ID))")) {
            assertThat(run.awaitExit()).isZero();
            assertThat(run.output()).contains("all 20 items done");
        }
        assertThat(folder.resolve("out/12")).hasContent("12 squared is 144");
    }

    @Test
    void goesOnWithWhatIsLeftAfterASignal() throws IOException {
        Path started = folder.resolve("started");
        String[] command = {
            "run",
            "--numeric",
            "0-1",
            "-j",
            "2",
            "--",
            "sh",
            "-c",
            "echo $$ >> started; [ -e free ] || sleep 1000; echo done"
        };
        try (ServerProcess run = ServerProcess.start(folder, command)) {
            run.url();
            dev.workmanager.http.TestServer.until(
                    () -> Files.exists(started) && lines(started).size() == 2);
            run.signal("TERM");
            assertThat(run.awaitExit()).isEqualTo(143);
            assertThat(run.output()).contains("stopping on SIGTERM").contains("0 of 2 items done");
        }
        for (String pid : lines(started)) {
            assertThat(ProcessHandle.of(Long.parseLong(pid))
                            .map(ProcessHandle::isAlive)
                            .orElse(false))
                    .isFalse();
        }
        Files.writeString(folder.resolve("free"), "");
        try (ServerProcess again = ServerProcess.start(folder, command)) {
            assertThat(again.awaitExit()).isZero();
        }
        assertThat(folder.resolve("out/1")).hasContent("done");
    }

    @Test
    void tellsThatNotAllIsDone() {
        try (ServerProcess run = ServerProcess.start(
                folder,
                Map.of("WM_ATTEMPTS", "2", "WM_BACKOFF", "0s", "WM_SLOTS", "2"),
                "run",
                "--numeric",
                "1-30",
                "--",
                "sh",
                "-c",
                "echo item $WM_ID is bad >&2; exit $((WM_ID % 7))")) {
            assertThat(run.awaitExit()).isEqualTo(1);
            assertThat(run.output())
                    .contains("4 of 30 items done, 26 failed")
                    .contains("  item 1: exit 1: item 1 is bad")
                    .contains("  and 6 more");
        }
        assertThat(lines(folder.resolve(".work-manager/failed.tsv"))).hasSize(27);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
