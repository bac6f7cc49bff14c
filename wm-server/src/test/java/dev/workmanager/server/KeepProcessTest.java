package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wm-server serve --keep}: stays when all items have ended. */
final class KeepProcessTest {
    @TempDir
    private Path folder;

    private ServerProcess serve(String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("serve", "--keep", "--host", "127.0.0.1", "--port", "0"), Stream.of(more))
                .toArray(String[]::new);
        return ServerProcess.start(folder, arguments);
    }

    private static String exchange(int number) {
        return "{\"worker\":\"00000000000000aa\",\"slot\":0,\"number\":" + number + ",\"take\":1}";
    }

    @Test
    void withoutItemsThereIsNoJobAndEverybodyWaits() {
        try (ServerProcess server = serve()) {
            assertThat(server.post("/job", "")).contains("\"not_found\"").contains("there is no job 'default' here");
            assertThat(server.post("/v1/exchange", exchange(1))).contains("\"wait\"");
            server.signal("TERM");
            assertThat(server.awaitExit()).as("nothing is left to do").isZero();
            assertThat(server.output()).contains("stopped: 0 of 0 items done");
        }
    }

    @Test
    void afterTheLastItemWorkersWaitAndItStays() {
        try (ServerProcess server = serve("--numeric", "0-0")) {
            assertThat(server.post("/job", "")).isEqualTo("{\"status\":\"up\",\"id\":0}");
            server.post("/job/0", "zero");
            assertThat(server.post("/v1/exchange", exchange(1))).contains("\"wait\"");
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();
        }
        assertThat(folder.resolve("out/0")).hasContent("zero");
        try (ServerProcess again = serve()) {
            assertThat(again.post("/v1/exchange", exchange(1))).contains("\"wait\"");
            assertThat(again.output()).contains("has ended already: 1 of 1 items done");
        }
    }

    @Test
    void stoppedWithItemsLeftItSaysSo() {
        try (ServerProcess server = serve("--numeric", "0-9")) {
            server.post("/job", "");
            server.signal("TERM");
            assertThat(server.awaitExit()).isEqualTo(143);
            assertThat(server.output()).contains("stopped: 0 of 10 items done");
        }
        try (ServerProcess again = serve("--wipe")) {
            again.url();
            assertThat(again.output()).contains("--wipe: 1 items");
        }
    }

    @Test
    void aPolicyWithoutItemsIsRefused() {
        try (ServerProcess server = serve("--attempts", "5")) {
            assertThat(server.awaitExit()).isEqualTo(78);
            assertThat(server.output()).contains("there is no source of items");
        }
    }
}
