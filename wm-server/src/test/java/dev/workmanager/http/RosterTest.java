package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RosterTest {
    private static final String EXCHANGE = "/v1/exchange";

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whoHoldsAnItemIsThereHoweverSilent() {
        try (Serving serving = Serving.onDisk(folder)) {
            serving.put("/v1/jobs/j", "application/json", bytes("{\"numeric\":\"0-9\"}"));
            String taken = serving.exchange(1, 1).items().get(0).token();
            serving.post(EXCHANGE, bytes("{\"worker\":\"idle\",\"slot\":0,\"number\":1}"));
            assertThat(who(serving)).isEqualTo("[{\"id\":\"w\",\"group\":null},{\"id\":\"idle\",\"group\":null}]");
            serving.wall.addAndGet(121_000);
            assertThat(who(serving)).isEqualTo("[{\"id\":\"w\",\"group\":null}]");
            serving.post("/v1/leases/release", bytes("{\"tokens\":[\"" + taken + "\"]}"));
            assertThat(who(serving)).isEqualTo("[]");
        }
    }

    private static String who(Serving serving) {
        return serving.send(serving.request("/worker/state")
                        .method("GET", HttpRequest.BodyPublishers.ofString("{\"id\":\"*\"}")))
                .body();
    }
}
