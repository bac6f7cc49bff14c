package dev.workmanager.http.wokmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.http.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** wokmanager's formats, byte by byte. */
final class WokmanagerRoutesTest {
    private static final String STATE = "/worker/state";
    private static final String MESSAGE = "/api/message";

    private static String state(String id, String event) {
        return "{\"id\" : \"" + id + "\", \"group\" : \"product.importer\", \"event\" : \"" + event
                + "\", \"at\" : \"now\"}";
    }

    private static String list(TestServer server, String id) {
        return server.getWithBody(STATE, "{\"id\": " + id + "}").body();
    }

    @Test
    void aWorkerIsThereFromStartedToStopped() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            assertThat(list(server, "\"*\"")).isEqualTo("[]");
            HttpResponse<String> started = server.post(STATE + "?api-key=231cooai1d", state("Importer1d", "started"));
            assertThat(started.statusCode()).isEqualTo(200);
            assertThat(started.body()).isEqualTo("{\"registered\":\"started\",\"at\":\"now\"}");
            assertThat(list(server, "\"*\"")).isEqualTo("[{\"id\":\"Importer1d\",\"group\":\"product.importer\"}]");
            HttpResponse<String> stopped = server.post(STATE, state("Importer1d", "stopped"));
            assertThat(stopped.statusCode()).isEqualTo(200);
            assertThat(stopped.body()).isEqualTo("{\"registered\":\"stopped\",\"at\":\"now\"}");
            HttpResponse<String> again = server.post(STATE, state("Importer1d", "stopped"));
            assertThat(again.statusCode()).isEqualTo(404);
            assertThat(again.body()).isEqualTo("{\"error\":\"no such worker registered\"}");
            assertThat(list(server, "\"*\"")).isEqualTo("[]");
        }
    }

    @Test
    void whoStartsAgainHasItsGroupReplaced() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            server.post(STATE, "{\"id\":\"a b:1\",\"group\":\"x\",\"event\":\"started\"}");
            server.post(STATE, "{\"id\":\"c\",\"event\":\"started\"}");
            server.post(STATE, "{\"id\":\"a b:1\",\"group\":\"y\",\"event\":\"started\"}");
            assertThat(list(server, "\"*\""))
                    .isEqualTo("[{\"id\":\"a b:1\",\"group\":\"y\"},{\"id\":\"c\",\"group\":null}]");
        }
    }

    @Test
    void findsByTheWholeName() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            server.post(STATE, state("Importer01", "started"));
            assertThat(list(server, "\"Importer01\"")).contains("Importer01");
            assertThat(list(server, "\"importer01\"")).isEqualTo("[]");
            assertThat(list(server, "\"Importer*\"")).isEqualTo("[]");
            assertThat(list(server, "null")).as("the script without its option").isEqualTo("[]");
        }
    }

    /** The manager's own workers, too, as long as they are heard of. */
    @Test
    void whoTakesItemsIsThere() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            server.post(
                    "/v1/exchange",
                    "{\"worker\":\"w\",\"slot\":0,\"number\":1,\"about\":{\"group\":\"product.importer\"}}");
            assertThat(list(server, "\"*\"")).isEqualTo("[{\"id\":\"w\",\"group\":\"product.importer\"}]");
            assertThat(server.post(STATE, state("w", "stopped")).statusCode())
                    .as("it has not registered")
                    .isEqualTo(404);
            server.passTime(121);
            assertThat(list(server, "\"*\"")).isEqualTo("[]");
            server.post("/v1/exchange", "{\"worker\":\"w\",\"slot\":0,\"number\":2}");
            assertThat(list(server, "\"*\"")).contains("\"w\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{",
                "[]",
                "null",
                "{}",
                "{\"id\":\"a\"}",
                "{\"event\":\"started\"}",
                "{\"id\":\"\",\"event\":\"started\"}",
                "{\"id\":null,\"event\":\"started\"}",
                "{\"id\":7,\"event\":\"started\"}",
                "{\"id\":\"a\",\"event\":\"starte\"}",
                "{\"id\":\"a\\u0000\",\"event\":\"started\"}",
                "{\"id\":\"\\ud800\",\"event\":\"started\"}"
            })
    void whatTheSeedFailedOnIsRefusedAndChangesNothing(String body) {
        try (TestServer server = TestServer.numeric(0, 9)) {
            HttpResponse<String> refused = server.post(STATE, body);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).startsWith("{\"code\":\"malformed_request\",\"message\":\"");
            assertThat(list(server, "\"*\"")).isEqualTo("[]");
            assertThat(server.get(MESSAGE).body()).isEqualTo("[]");
        }
    }

    @Test
    void aListWithoutABodyIsRefused() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            assertThat(server.get(STATE).statusCode()).isEqualTo(400);
            assertThat(server.get("/api/worker").statusCode()).isEqualTo(400);
            assertThat(server.post(STATE, "x".repeat(200_000)).statusCode()).isEqualTo(413);
        }
    }

    @Test
    void theSecondGenerationHasAStreamOfMessages() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            HttpResponse<String> posted = server.post(
                    MESSAGE,
                    "{\"worker\":\"Importer1d\",\"group\":\"product.importer\",\"event\":\"started\",\"content\":\"\"}");
            assertThat(posted.statusCode()).isEqualTo(200);
            assertThat(posted.body()).isEmpty();
            server.post(
                    MESSAGE, "{\"worker\":\"x\",\"event\":\"failure\",\"content\":\"é \\\"1\\\"\",\"at\":\"never\"}");
            server.post(MESSAGE, "{\"worker\":\"x\",\"event\":\"stopped\"}");
            String at = "\"at\":\"1970-01-01T00:16:40.000Z\"}";
            assertThat(server.get(MESSAGE).body())
                    .isEqualTo("[{\"worker\":\"x\",\"event\":\"stopped\"," + at
                            + ",{\"worker\":\"x\",\"event\":\"failure\",\"content\":\"é \\\"1\\\"\"," + at
                            + ",{\"worker\":\"Importer1d\",\"group\":\"product.importer\",\"event\":\"started\","
                            + "\"content\":\"\"," + at + "]");
            assertThat(server.getWithBody("/api/worker", "{\"worker\":\"*\"}").body())
                    .isEqualTo("[{\"worker\":\"Importer1d\",\"group\":\"product.importer\"}]");
            assertThat(server.getWithBody("/api/worker", "{\"worker\":\"x\"}").body())
                    .isEqualTo("[]");
        }
    }

    @Test
    void aLongStreamComesWhole() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            for (int i = 0; i < 150; i++) {
                server.post(MESSAGE, "{\"worker\":\"x\",\"event\":\"processing\",\"content\":\"" + i + "\"}");
            }
            String all = server.get(MESSAGE).body();
            assertThat(all).startsWith("[{").endsWith("}]");
            assertThat(all.split("\"content\":")).hasSize(151);
            assertThat(all.indexOf("\"149\"")).isLessThan(all.indexOf("\"148\""));
        }
    }
}
