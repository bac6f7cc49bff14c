package dev.workmanager.http.seeds;

import static dev.workmanager.http.TestServer.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.http.RawClient;
import dev.workmanager.http.TestServer;
import dev.workmanager.rules.Command;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SeedRoutesTest {
    private static final String TAKE = "POST /job HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void handsOutNumbersInAscendingOrder() {
        try (TestServer server = TestServer.numeric(0, 2)) {
            HttpResponse<String> first = server.post("/job", "");
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(first.body()).isEqualTo("{\"status\":\"up\",\"id\":0}");
            assertThat(server.post("/job", "a body means nothing").body()).isEqualTo("{\"status\":\"up\",\"id\":1}");
        }
    }

    @Test
    void handsOutDataWithTheItemsOfAList() {
        try (TestServer server = TestServer.list("ages_under_18.txt", "ünï \"quoted\"")) {
            assertThat(server.post("/job", "").body())
                    .isEqualTo("{\"status\":\"up\",\"id\":1,\"data\":\"ages_under_18.txt\"}");
            assertThat(server.post("/job", "").body())
                    .isEqualTo("{\"status\":\"up\",\"id\":2,\"data\":\"ünï \\\"quoted\\\"\"}");
        }
    }

    @Test
    void completesAndHandsOutTheNext() {
        try (TestServer server = TestServer.numeric(5, 6)) {
            server.post("/job", "");
            assertThat(server.post("/job/5", "first\nresult").body()).isEqualTo("{\"status\":\"up\",\"id\":6}");
            assertThat(server.post("/job/6", "").body()).isEqualTo("{\"status\":\"done\"}");
            assertThat(server.store.result(0)).asString(StandardCharsets.UTF_8).isEqualTo("first\nresult");
            assertThat(server.store.result(1)).isEmpty();
        }
    }

    @Test
    void completesWhatWasNotHandedOutAndReplacesAResult() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            assertThat(server.post("/job/7", "one").body()).isEqualTo("{\"status\":\"up\",\"id\":0}");
            assertThat(server.post("/job/7", "two").body()).isEqualTo("{\"status\":\"up\",\"id\":1}");
            assertThat(server.store.result(7)).asString(StandardCharsets.UTF_8).isEqualTo("two");
            assertThat(server.get("/status").body()).contains("\"itemsDone\":1,");
        }
    }

    @Test
    void keepsBytesOfAnySize() {
        byte[] large = new byte[3_000_001];
        new Random(1).nextBytes(large);
        byte[] small = new byte[64 << 10];
        new Random(2).nextBytes(small);
        try (TestServer server = TestServer.numeric(0, 9)) {
            assertThat(server.post("/job/3", large).statusCode()).isEqualTo(200);
            assertThat(server.post("/job/4", small).statusCode()).isEqualTo(200);
            assertThat(server.store.result(3)).isEqualTo(large);
            assertThat(server.store.result(4)).isEqualTo(small);
            assertThat(server.store.parts()).hasSize(1);
        }
    }

    @Test
    void tellsTheStatusOfARange() {
        try (TestServer server = TestServer.numeric(10, 13)) {
            server.post("/job", "");
            server.post("/job/10", "x");
            HttpResponse<String> status = server.get("/status");
            assertThat(status.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(status.body())
                    .isEqualTo("{\"configuration\":{\"type\":\"numerical\",\"from\":10,\"to\":13},\"totalItems\":4,"
                            + "\"itemsDone\":1,\"itemsPending\":2,\"itemsFailed\":0,\"itemsCancelled\":0,"
                            + "\"itemsInProgress\":[{\"id\":11}]}");
        }
    }

    @Test
    void tellsTheStatusOfAListWithWhatIsInProgress() {
        try (TestServer server = TestServer.list("a", "b", "c")) {
            server.post("/job", "");
            server.post("/job", "");
            assertThat(server.get("/status").body())
                    .contains("{\"type\":\"list\",\"from\":1,\"to\":3}")
                    .endsWith("\"itemsInProgress\":[{\"id\":1,\"data\":\"a\"},{\"id\":2,\"data\":\"b\"}]}");
        }
    }

    @Test
    void streamsALongStatus() {
        try (TestServer server = TestServer.numeric(0, 4_999)) {
            for (int i = 0; i < 5_000; i++) {
                server.store.submit(new Command.Take("default", false, 0)).join();
            }
            String status = server.get("/status").body();
            assertThat(status).contains("\"itemsPending\":0,").endsWith(",{\"id\":4998},{\"id\":4999}]}");
            assertThat(status.split("\"id\":")).hasSize(5_001);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/job/", "/job/0/", "/status/"})
    void acceptsASlashAtTheEnd(String path) {
        try (TestServer server = TestServer.numeric(0, 2)) {
            assertThat((path.startsWith("/status") ? server.get(path) : server.post(path, "")).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/job/3, 404, unknown_item",
        "/job/-1, 404, unknown_item",
        "/job/99999999999999999999, 404, unknown_item",
        "/job/first, 400, malformed_request",
        "/job/1.0, 400, malformed_request",
        "/job/+1, 400, malformed_request",
        "/job/0x1, 400, malformed_request",
        "/job/%0a, 400, malformed_request",
        "/job/1/2, 404, not_found",
        "/job/1?wait=soon, 400, malformed_request",
        "/job?wait=-1, 400, malformed_request",
        "/job?wait=, 400, malformed_request",
        "/jobs, 404, not_found",
        "/, 404, not_found",
    })
    void refusesWithOneKindOfBody(String path, int status, String code) {
        try (TestServer server = TestServer.numeric(0, 2)) {
            HttpResponse<String> refused = server.post(path, "result");
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(refused.body())
                    .matches("\\{\"code\":\"" + code + "\",\"message\":\".+\",\"instance\":\"instance-\\d+\"}");
            assertThat(server.store.commands()).isEmpty();
        }
    }

    @Test
    void tellsWhichMethodsAPathTakes() {
        try (TestServer server = TestServer.numeric(0, 2)) {
            HttpResponse<String> refused = server.get("/job");
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("allow")).hasValue("POST");
            assertThat(refused.body()).contains("\"code\":\"method_not_allowed\"");
            assertThat(server.send("DELETE", "/status").headers().firstValue("allow"))
                    .hasValue("GET");
            assertThat(server.send("HEAD", "/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void waitsForWhatOthersHaveInHand() {
        try (TestServer server = TestServer.numeric(0, 0);
                RawClient waiting = server.connect()) {
            server.post("/job", "");
            waiting.send("POST /job?wait=500ms HTTP/1.1\r\nHost: x\r\n\r\n");
            until(() -> server.store.putAside() == 1);
            server.store.submit(new Command.Wipe(1, java.util.List.of(0L))).join();
            assertThat(waiting.read().body()).isEqualTo("{\"status\":\"up\",\"id\":0}");
        }
    }

    @Test
    void withoutAWaitWhatOthersHaveInHandIsNotWaitedFor() {
        try (TestServer server = TestServer.numeric(0, 0)) {
            server.post("/job", "");
            assertThat(server.post("/job", "").body()).isEqualTo("{\"status\":\"done\"}");
            assertThat(server.post("/job?wait=0", "").body()).isEqualTo("{\"status\":\"done\"}");
        }
    }

    @Test
    void asksToComeAgainWhileEverythingWaitsOutABackoff() {
        try (TestServer server = TestServer.numeric(0, 0);
                RawClient waiting = server.connect()) {
            failTheOnlyItem(server);
            waiting.send(TAKE);
            until(() -> server.store.putAside() == 1);
            server.store.loseItsPatience();
            RawClient.Reply reply = waiting.read();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsEntry("retry-after", "1");
            assertThat(reply.body()).contains("\"code\":\"unavailable\"");
        }
    }

    private static void failTheOnlyItem(TestServer server) {
        String worker = "{\"worker\":\"w\",\"slot\":0,\"number\":";
        String handed = server.post("/v1/exchange", worker + "1,\"take\":1}").body();
        String token = handed.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(server.post(
                                "/v1/exchange",
                                worker + "2,\"take\":0,\"ended\":[{\"token\":\"" + token
                                        + "\",\"end\":\"failed\",\"exit\":1}]}")
                        .body())
                .contains("accepted");
    }

    @Test
    void takesBackWhatItCouldNotHandOver() {
        try (TestServer server = TestServer.numeric(0, 0)) {
            server.post("/job", "");
            RawClient gone = server.connect().send("POST /job?wait=20s HTTP/1.1\r\nHost: x\r\n\r\n");
            until(() -> server.store.putAside() == 1);
            gone.close();
            giveBackOnceTheServerKnows(server);
            assertThat(server.post("/job", "").body()).isEqualTo("{\"status\":\"up\",\"id\":0}");
        }
    }

    @Test
    void takesBackWhatItCouldNotHandOverAfterAReset() {
        try (TestServer server = TestServer.numeric(0, 0)) {
            server.post("/job", "");
            RawClient gone = server.connect().send("POST /job?wait=20s HTTP/1.1\r\nHost: x\r\n\r\n");
            until(() -> server.store.putAside() == 1);
            gone.reset();
            giveBackOnceTheServerKnows(server);
            assertThat(server.post("/job", "").body()).isEqualTo("{\"status\":\"up\",\"id\":0}");
        }
    }

    /** A health check on both IO threads comes after what these threads were told before. */
    private static void giveBackOnceTheServerKnows(TestServer server) {
        for (int i = 0; i < 20; i++) {
            try (RawClient probe = server.connect()) {
                assertThat(probe.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                                .read()
                                .status())
                        .isEqualTo(200);
            }
        }
        server.store.submit(new Command.Wipe(1, java.util.List.of(0L))).join();
        until(() -> server.store.commands().stream().anyMatch(Command.TakeBack.class::isInstance));
    }

    @Test
    void aThousandMayWait() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestServer server = TestServer.numeric(0, 0)) {
            server.post("/job", "");
            RawClient[] clients = new RawClient[1_000];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = server.connect().send("POST /job?wait=20s HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            until(() -> server.store.putAside() == clients.length);
            CompletableFuture.runAsync(() -> server.post("/job/0", "x"), threads)
                    .get();
            for (RawClient client : clients) {
                assertThat(client.read().body()).isEqualTo("{\"status\":\"done\"}");
                client.close();
            }
        } finally {
            threads.shutdown();
        }
    }
}
