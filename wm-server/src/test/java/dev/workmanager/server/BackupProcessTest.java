package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wm-server backup} beside a manager that serves, and a manager on what it has made. */
class BackupProcessTest {
    private static final String[] QUIET = {"--host", "127.0.0.1", "--port", "0", "--numeric", "1-3"};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aManagerGoesOnFromABackup() throws IOException {
        try (ServerProcess manager = serve(".work-manager", "out")) {
            manager.post("/job", "");
            manager.post("/job/1", "one");
            try (ServerProcess backup = ServerProcess.start(folder, "backup", "copy")) {
                assertThat(backup.awaitExit()).as(backup.output()).isZero();
                assertThat(backup.output()).contains("copy: 1 job, 1 result; ");
            }
            manager.post("/job/2", "two");
        }
        try (ServerProcess again = ServerProcess.start(folder, "backup", "copy")) {
            assertThat(again.awaitExit()).isEqualTo(78);
            assertThat(again.output()).contains("copy is not empty");
        }
        try (ServerProcess restored = serve("copy/data", "copy/out")) {
            restored.awaitLine(line -> line.contains("this is a backup"));
            assertThat(restored.post("/job", "")).contains("\"id\":2");
        }
        assertThat(folder.resolve("copy/out/1")).hasContent("one");
        assertThat(folder.resolve("copy/out/2")).doesNotExist();
    }

    @Test
    void programsReadWhatIsInItAndWhatIsNot() throws IOException {
        try (ServerProcess manager = serve("data", "out")) {
            manager.post("/job", "");
            manager.post("/job/1", "one");
        }
        Files.delete(folder.resolve("out/1"));
        try (ServerProcess backup = ServerProcess.start(folder, "backup", "--data", "data", "b1", "-o", "json")) {
            assertThat(backup.awaitExit()).as(backup.output()).isZero();
            assertThat(backup.output()).as("the journal still has it").contains("\"results\":1", "\"missing\":0");
        }
        try (ServerProcess backup = ServerProcess.start(folder, "backup", "--data", "nowhere", "b2")) {
            assertThat(backup.awaitExit()).isEqualTo(78);
            assertThat(backup.output()).contains("nowhere is no data folder");
        }
        try (ServerProcess backup = ServerProcess.start(folder, "backup", "--data", "data")) {
            assertThat(backup.awaitExit()).isEqualTo(64);
        }
    }

    private ServerProcess serve(String data, String out) {
        String[] arguments = Stream.concat(Stream.of("serve", "--data", data, "--out", out), Stream.of(QUIET))
                .toArray(String[]::new);
        return ServerProcess.start(folder, arguments);
    }
}
