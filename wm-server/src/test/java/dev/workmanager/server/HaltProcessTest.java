package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure budget that is used up ends {@code wm-server} with 3; the same command again goes on. */
final class HaltProcessTest {
    private static final String TAKE = "{\"worker\":\"00000000000000aa\",\"slot\":0,\"number\":1,\"take\":1}";

    @TempDir
    private Path folder;

    @Test
    void serveIsHaltedByItsBudget() {
        String[] command = {
            "serve", "--host", "127.0.0.1", "--port", "0", "--numeric", "0-9", "--attempts", "1", "--halt", "fail=1"
        };
        try (ServerProcess server = ServerProcess.start(folder, command)) {
            String token = server.post("/v1/exchange", TAKE).replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
            server.post(
                    "/v1/exchange",
                    "{\"worker\":\"00000000000000aa\",\"slot\":0,\"number\":2,\"take\":1,\"ended\":[{\"token\":\""
                            + token + "\",\"end\":\"failed\",\"exit\":3}]}");
            assertThat(server.awaitExit()).isEqualTo(ServerExit.HALTED.code());
            assertThat(server.output())
                    .contains("halted: 1 items have failed, and fail=1 allows no more; 9 items are left");
        }
        try (ServerProcess again = ServerProcess.start(folder, command)) {
            assertThat(again.post("/job", "")).isEqualTo("{\"status\":\"up\",\"id\":1}");
            assertThat(again.output()).contains("the job was halted").contains("its failure budget begins again");
        }
    }

    @Test
    void runIsHaltedWhenTheFirstTwentyHaveFailed() {
        String[] broken = {"run", "--numeric", "0-99", "--attempts", "1", "-j", "2", "--", "false"};
        try (ServerProcess run = ServerProcess.start(folder, broken)) {
            assertThat(run.awaitExit()).isEqualTo(ServerExit.HALTED.code());
            assertThat(run.output()).contains("0 of 100 items done, 2").contains("halted: ");
        }
        String[] mended = {"run", "--numeric", "0-99", "--retry-failed", "-j", "2", "--", "true"};
        try (ServerProcess run = ServerProcess.start(folder, mended)) {
            assertThat(run.awaitExit()).isZero();
            assertThat(run.output()).contains("all 100 items done");
        }
    }

    @Test
    void haltNeverGoesOnToTheEnd() {
        String[] command = {
            "run",
            "--numeric",
            "0-24",
            "--attempts",
            "1",
            "--halt",
            "never",
            "--domain",
            "gpu",
            "-j",
            "2",
            "--",
            "false"
        };
        try (ServerProcess run = ServerProcess.start(folder, command)) {
            assertThat(run.awaitExit()).isEqualTo(ServerExit.NOT_ALL_DONE.code());
            assertThat(run.output()).contains("0 of 25 items done, 25 failed");
        }
    }
}
