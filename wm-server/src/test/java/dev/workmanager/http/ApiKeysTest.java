package dev.workmanager.http;

import static dev.workmanager.http.Serving.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.Report;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeysTest {
    private static final String TOLD = "{\"id\":\"a\",\"worker\":\"a\",\"event\":\"started\"}";

    private TestServer server;

    @BeforeEach
    void serve() {
        server = TestServer.guarded(new ApiKeys(List.of("231cooai1d", "other")));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String authorization) {
        return server.send(method, path, authorization, TOLD);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /worker/state",
        "GET, /worker/state",
        "POST, /api/message",
        "GET, /api/message",
        "GET, /api/worker",
        "POST, /v1/messages",
        "GET, /v1/messages"
    })
    void nobodyPassesWithoutAKey(String method, String path) {
        List<HttpResponse<String>> tries = List.of(
                send(method, path, ""),
                send(method, path + "?api-key=", ""),
                send(method, path + "?api-key=231cooai1", ""),
                send(method, path + "?api-key=231cooai1d2", ""),
                send(method, path + "?Api-Key=231cooai1d", ""),
                send(method, path, "Bearer wrong"),
                send(method, path, "Bearer "),
                send(method, path, "Basic 231cooai1d"));
        assertThat(tries).allSatisfy(refusal -> {
            assertThat(refused(refusal, 401).code()).isEqualTo("unauthorized");
            assertThat(refusal.headers().firstValue("www-authenticate")).hasValue("Bearer");
        });
        assertThat(server.store.registry().all()).isEmpty();
        assertThat(server.store.commands()).isEmpty();
        assertThat(send(method, path, "Bearer 231cooai1d").statusCode()).isEqualTo(200);
        assertThat(send(method, path, "bearer other").statusCode()).isEqualTo(200);
    }

    @Test
    void inTheQueryAsTheSeedHasIt() {
        assertThat(send("POST", "/worker/state?api-key=231cooai1d", "").body())
                .isEqualTo("{\"registered\":\"started\",\"at\":\"now\"}");
        assertThat(send("GET", "/api/message?api-key=other", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", Report.PATH + "?api-key=other", "").statusCode())
                .as("what is in a URL is easily seen")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/workers", "/v1/jobs", "/status", "/healthz"})
    void theOtherRoutesAreOpen(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyIsNotReadFirst() {
        assertThat(server.post("/v1/messages", "x".repeat(300_000)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void noKeyIsShown() {
        ApiKeys keys = new ApiKeys(List.of("secret"));
        assertThat(keys).hasToString("1 keys");
        assertThat(keys.open(Optional.of("secret"))).isTrue();
        assertThat(keys.open(
                        Optional.of(new String("secret".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))))
                .isTrue();
        assertThat(keys.open(Optional.empty())).isFalse();
        assertThat(ApiKeys.NONE.open(Optional.empty())).isTrue();
        assertThat(new ApiKeys(List.of("")).open(Optional.empty())).isFalse();
    }
}
