package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.StoredResult;
import dev.workmanager.rules.Command;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NativeRoutesTest {
    @Test
    void handsOutItemsWithAllThatAWorkerNeeds() {
        try (TestServer server = TestServer.list("a.txt", "b.txt")) {
            ExchangeAnswer answer = exchange(server, 1, 2);
            assertThat(answer.next()).isEqualTo("items");
            assertThat(answer.outcomes()).isEmpty();
            HandedItem second = answer.items().get(1);
            assertThat(second.job()).isEqualTo("default");
            assertThat(second.id()).isEqualTo(2);
            assertThat(second.index()).isEqualTo(1);
            assertThat(second.data()).isEqualTo("b.txt");
            assertThat(second.attempt()).isEqualTo(1);
            assertThat(second.attempts()).isEqualTo(3);
            assertThat(second.leaseMillis()).isEqualTo(30_000);
        }
    }

    @Test
    void endsAndTakesInOneRoundTripAndRepeats() {
        try (TestServer server = TestServer.numeric(0, 1)) {
            HandedItem first = exchange(server, 1, 1).items().get(0);
            EndedAttempt done = done(first.token(), "result");
            ExchangeAnswer second = exchange(server, 2, 1, done);
            assertThat(second.outcomes()).containsExactly(new Outcome(first.token(), "accepted"));
            assertThat(exchange(server, 2, 1, done)).isEqualTo(second);
            assertThat(server.store.result(0)).asString(StandardCharsets.UTF_8).isEqualTo("result");
            HandedItem last = second.items().get(0);
            assertThat(exchange(server, 3, 1, done(last.token(), "")).next()).isEqualTo("finished");
            assertThat(server.store.result(1)).isEmpty();
        }
    }

    @Test
    void tellsAStrangerAndALatecomer() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            assertThat(refused(post(server, 2, 1), 409).code()).isEqualTo("stale_request");
            exchange(server, 1, 1);
            exchange(server, 5, 1);
            assertThat(refused(post(server, 4, 1), 409).code()).isEqualTo("stale_request");
            ExchangeAnswer answer = exchange(server, 6, 0, done("0000000000000007-3-1-00000001", "x"));
            assertThat(answer.outcomes().get(0).outcome()).isEqualTo("unknown");
            assertThat(answer.next()).isEqualTo("wait");
            assertThat(exchange(server, 7, 0, done("whatever", "x"))
                            .outcomes()
                            .get(0)
                            .outcome())
                    .isEqualTo("unknown");
        }
    }

    @Test
    void takesALargeResultThatWasPutBefore() {
        byte[] result = new byte[1_000_000];
        new Random(3).nextBytes(result);
        try (TestServer server = TestServer.numeric(0, 1)) {
            HandedItem item = exchange(server, 1, 1).items().get(0);
            StoredResult stored = Json.read(
                    server.put(StoredResult.path(item.token()), result).body().getBytes(StandardCharsets.UTF_8),
                    StoredResult.class);
            assertThat(stored.size()).isEqualTo(result.length);
            assertThat(stored.sha256()).isEqualTo(Sha256.of(result).toString());
            EndedAttempt other = put(item.token(), stored.size(), "0".repeat(64));
            assertThat(refused(post(server, 2, 1, other), 409).code()).isEqualTo("result_missing");
            ExchangeAnswer answer = exchange(server, 2, 1, put(item.token(), stored.size(), stored.sha256()));
            assertThat(answer.outcomes().get(0).outcome()).isEqualTo("accepted");
            assertThat(server.store.result(0)).isEqualTo(result);
        }
    }

    @Test
    void takesAResultOnlyFromWhoHoldsTheItem() {
        try (TestServer server = TestServer.numeric(0, 1)) {
            String token = exchange(server, 1, 1).items().get(0).token();
            exchange(server, 2, 0, done(token, "x"));
            ErrorBody ended = refused(server.put(StoredResult.path(token), new byte[100]), 409);
            assertThat(ended.code()).isEqualTo("superseded");
            assertThat(ended.message()).contains(token).contains("ended");
            assertThat(refused(server.put(StoredResult.path("nonsense"), new byte[100_000]), 409)
                            .message())
                    .contains("unknown");
            assertThat(server.store.parts()).isEmpty();
        }
    }

    @Test
    void renewsTheLeaseWhileAResultArrives() throws Exception {
        try (TestServer server = TestServer.numeric(0, 1);
                RawClient client = server.connect()) {
            String token = exchange(server, 1, 1).items().get(0).token();
            client.send("PUT " + StoredResult.path(token) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n");
            client.send(new byte[100_000]);
            TestServer.until(() -> server.store.begunParts() == 1);
            assertThat(server.store.renewals()).isEqualTo(1);
            server.nanoTime.addAndGet(1_000_000_000L);
            client.send(new byte[100_000]);
            TestServer.until(() -> server.store.renewals() == 2);
            client.send(new byte[100_000]);
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void tellsHowRenewedLeasesStand() {
        try (TestServer server = TestServer.numeric(0, 3)) {
            List<HandedItem> items = exchange(server, 1, 2).items();
            exchange(server, 2, 0, done(items.get(0).token(), ""));
            RenewRequest request = new RenewRequest(
                    "w", List.of(items.get(0).token(), items.get(1).token(), "nonsense"), null);
            RenewAnswer answer = Json.read(
                    server.post(RenewRequest.PATH, Json.write(request)).body().getBytes(StandardCharsets.UTF_8),
                    RenewAnswer.class);
            assertThat(answer.leases())
                    .extracting(RenewAnswer.Lease::standing)
                    .containsExactly("ended", "held", "unknown");
            assertThat(refused(server.post(RenewRequest.PATH, "{\"worker\":\"w\"}"), 400)
                            .message())
                    .contains("tokens");
        }
    }

    @Test
    void anAnswerHoldsNoMoreDataThanItCan() {
        String large = "x".repeat(1 << 20);
        try (TestServer server = TestServer.list(large, "a", large, large, "b", large, large, "c")) {
            List<HandedItem> first = exchange(server, 1, 8).items();
            assertThat(first).extracting(HandedItem::id).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(exchange(server, 1, 8).items()).isEqualTo(first);
            EndedAttempt[] ended =
                    first.stream().map(item -> done(item.token(), "")).toArray(EndedAttempt[]::new);
            List<HandedItem> rest = exchange(server, 2, 8, ended).items();
            assertThat(rest).extracting(HandedItem::id).containsExactly(6L, 7L, 8L);
            assertThat(rest).extracting(HandedItem::attempt).containsOnly(2);
        }
    }

    @Test
    void showsHowFarAnItemSaysItIsWhileItRuns() {
        try (TestServer server = TestServer.numeric(0, 3)) {
            List<HandedItem> items = exchange(server, 1, 2).items();
            exchange(server, 2, 0, done(items.get(0).token(), ""));
            List<String> tokens = items.stream().map(HandedItem::token).toList();
            RenewRequest request = new RenewRequest(
                    "w",
                    tokens,
                    List.of(
                            new RenewRequest.Progress(tokens.get(0), "too late"),
                            new RenewRequest.Progress(tokens.get(1), "a\tb\n" + "ü".repeat(200)),
                            new RenewRequest.Progress("nonsense", "x")));
            server.post(RenewRequest.PATH, Json.write(request));
            String said = "a?b?" + "ü".repeat(96);
            assertThat(server.get("/v1/jobs/default/items/0").body()).doesNotContain("progress");
            assertThat(server.get("/v1/jobs/default/items/1").body()).contains("\"progress\":\"" + said + "\"");
            assertThat(server.get("/v1/jobs/default/items?state=running").body())
                    .contains(said);
            exchange(server, 3, 0, done(tokens.get(1), ""));
            assertThat(server.get("/v1/jobs/default/items/1").body()).doesNotContain(said);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"slot":0,"number":1,"take":1} | worker
            {"worker":"no blanks","slot":0,"number":1} | worker
            {"worker":"w","slot":-1,"number":1} | slot
            {"worker":"w","slot":65536,"number":1} | slot
            {"worker":"w","slot":0} | number
            {"worker":"w","slot":0,"number":1,"take":1001} | take
            {"worker":"w","slot":0,"number":1,"waitMillis":60001} | waitMillis
            {"worker":"w","slot":0,"number":1,"ended":[{"end":"done"}]} | ended[0].token
            {"worker":"w","slot":0,"number":1,"ended":[{"token":"t"}]} | ended[0].end
            {"worker":"w","slot":0,"number":1,"ended":[{"token":"t","end":"lost"}]} | ended[0].end
            {"worker":"w","slot":0,"number":1,"ended":[{"token":"t","end":"failed"}]} | ended[0].exit
            {"worker":"w","slot":0,"number":1,"ended":[{"token":"t","end":"failed","exit":-1}]} | ended[0].exit
            {"worker":"w","slot":0,"number":1,"ended":[{"token":"t","end":"failed","signal":0}]} | ended[0].signal
            {"worker":"w","slot":0,"number":1,"ended":[{"token":"t","end":"done","size":3}]} | ended[0].sha256
            {"worker":"w","slot":0,"number":1,"ended":[{"token":"t","end":"done","size":-3,"sha256":""}]} | ended[0].size
            {"worker":"w","slot":0,"number":1,"ended":[{"token":"t","end":"done","result":"!"}]} | column
            {"worker":"w","slot":0,"number":1,"ended":[null]} | JSON
            {"worker":"w","slot":"0","number":1} | column
            {"worker":"w", | line 1, column
            [] | JSON
            null | JSON
            {} {} | column
            """)
    void namesTheFieldThatIsWrong(String body, String named) {
        try (TestServer server = TestServer.numeric(0, 3)) {
            ErrorBody refused = refused(server.post(ExchangeRequest.PATH, body), 400);
            assertThat(refused.code()).isEqualTo("malformed_request");
            assertThat(refused.message()).contains(named);
            assertThat(server.store.commands()).isEmpty();
        }
    }

    @Test
    void ignoresFieldsOfALaterVersion() {
        try (TestServer server = TestServer.numeric(0, 3)) {
            assertThat(server.post(
                                    ExchangeRequest.PATH,
                                    "{\"worker\":\"w\",\"slot\":0,\"number\":1,\"take\":1,\"mood\":\"good\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void keepsTheEndOfALongTail() {
        try (TestServer server = TestServer.numeric(0, 3)) {
            String token = exchange(server, 1, 1).items().get(0).token();
            String tail = "x".repeat(50) + "\uD83D\uDE00" + "y".repeat(EndedAttempt.MAX_TAIL - 1);
            exchange(server, 2, 0, new EndedAttempt(token, "failed", null, null, null, 3, null, tail, null).ran(70));
            Command.Exchange command =
                    (Command.Exchange) server.store.commands().get(1);
            assertThat(command.ended().get(0).stderr()).isEqualTo("y".repeat(EndedAttempt.MAX_TAIL - 1));
            assertThat(command.ended().get(0).code()).isEqualTo(3);
            assertThat(command.ended().get(0).ranMillis()).isEqualTo(70);
        }
    }

    @Test
    void tellsThatTheDiskIsFull() {
        try (TestServer server = TestServer.numeric(0, 3)) {
            server.store.failWrites(new IOException("No space left on device"));
            HttpResponse<String> refused = server.post("/job/1", new byte[100_000]);
            assertThat(refused(refused, 507).code()).isEqualTo("storage_full");
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(server.store.commands()).isEmpty();
            assertThat(server.post("/job", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDefectIsAnsweredWithoutItsInsides() {
        try (TestServer server = TestServer.numeric(0, 3)) {
            server.store.failWrites(new IOException("secret/path: Input/output error"));
            ErrorBody refused = refused(server.post("/job/1", new byte[100_000]), 500);
            assertThat(refused.code()).isEqualTo("internal");
            assertThat(refused.message()).doesNotContain("secret");
            assertThat(refused.instance()).isNotEmpty();
        }
    }

    /** One that may stand in a log as it is; whatever else is brought gets another. */
    @ParameterizedTest
    @CsvSource({"3f2a-17.2,true", "a_B.9,true", "'',false", "a b,false", "x\"y,false", "é,false"})
    void everyRequestHasAnId(String brought, boolean kept) {
        try (TestServer server = TestServer.numeric(0, 3)) {
            HttpResponse<String> answer =
                    server.serving.send(server.serving.request("/v1/jobs/none").header("X-Request-Id", brought));
            String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(id).satisfies(text -> assertThat(text.equals(brought)).isEqualTo(kept));
            assertThat(Serving.refused(answer, 404).instance()).isEqualTo(id);
            String fresh =
                    server.get("/healthz").headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(fresh).isNotEqualTo(id).startsWith("instance-");
        }
    }

    @Test
    void isNotReadyWhileTheStoreTakesNothing() {
        try (TestServer server = TestServer.numeric(0, 3)) {
            server.store.obstruct("there is no room");
            assertThat(Serving.refused(server.get("/readyz"), 503).message()).isEqualTo("not ready: there is no room");
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            server.store.obstruct(null);
            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersAfterItsHealth() {
        try (TestServer server = TestServer.numeric(0, 3)) {
            assertThat(server.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    private static EndedAttempt done(String token, String result) {
        return new EndedAttempt(
                token, "done", result.getBytes(StandardCharsets.UTF_8), null, null, null, null, null, null);
    }

    private static EndedAttempt put(String token, long size, @Nullable String sha256) {
        return new EndedAttempt(token, "done", null, size, sha256, null, null, null, null);
    }

    private static HttpResponse<String> post(TestServer server, long number, int take, EndedAttempt... ended) {
        return server.post(
                ExchangeRequest.PATH,
                Json.write(new ExchangeRequest("w", 0, number, null, List.of(ended), take, 0, null, null)));
    }

    private static ExchangeAnswer exchange(TestServer server, long number, int take, EndedAttempt... ended) {
        HttpResponse<String> response = post(server, number, take, ended);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8), ExchangeAnswer.class);
    }

    private static ErrorBody refused(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8), ErrorBody.class);
    }
}
