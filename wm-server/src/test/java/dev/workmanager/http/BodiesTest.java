package dev.workmanager.http;

import static dev.workmanager.http.TestServer.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.ExchangeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies over a real socket: whole, in pieces, cut short, too long, too many. */
final class BodiesTest {
    private static final String END = "\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {10, 70_000, 1_000_000})
    void aBodyThatIsCutShortChangesNothing(int announced) {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send(head("/job/1", announced)).send(new byte[announced - 1]).end();
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("malformed_request").contains("cut short");
            assertThat(client.ended()).isTrue();
            assertUntouched(server);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 70_000, 1_000_000})
    void aBodyWhoseConnectionIsLostChangesNothing(int announced) {
        try (TestServer server = TestServer.numeric(0, 9)) {
            server.connect()
                    .send(head("/job/1", announced))
                    .send(new byte[announced - 1])
                    .reset();
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertUntouched(server);
        }
    }

    /** Undertow closes such a connection before anybody can answer on it. */
    @Test
    void chunksWithoutAnEndChangeNothing() {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send("POST /job/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked" + END + "5\r\nhello\r\n")
                    .end();
            assertThat(client.ended()).isTrue();
            assertUntouched(server);
        }
    }

    private static void assertUntouched(TestServer server) {
        assertThat(server.store.commands()).isEmpty();
        assertThat(server.store.parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4_096, 65_536, 65_537, 1_000_000})
    void chunksMakeOneBody(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send("POST /job/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked" + END);
            for (int at = 0; at < size; at += 10_000) {
                int length = Math.min(10_000, size - at);
                client.send(Integer.toHexString(length) + "\r\n");
                client.send(java.util.Arrays.copyOfRange(body, at, at + length)).send("\r\n");
            }
            client.send("0" + END);
            assertThat(client.read().body()).isEqualTo("{\"status\":\"up\",\"id\":0}");
            assertThat(server.store.result(1)).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200_000})
    void aBodyMayComeSlowly(int size) {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send(head("/job/1", size)).send(new byte[size / 2]);
            assertThat(server.get("/status").statusCode()).isEqualTo(200);
            client.send(new byte[size / 2 - 1]);
            assertThat(server.get("/status").statusCode()).isEqualTo(200);
            client.send(new byte[1]);
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(server.store.result(1)).hasSize(size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200_000})
    void aClientThatWaitsToBeAskedIsAsked(int size) {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send("POST /job/1 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: " + size + END);
            assertThat(client.read().status()).isEqualTo(100);
            client.send(new byte[size]);
            assertThat(client.read().status()).isEqualTo(200);
            client.send("POST /job HTTP/1.1\r\nHost: x" + END);
            assertThat(client.read().body()).isEqualTo("{\"status\":\"up\",\"id\":2}");
        }
    }

    @Test
    void aClientThatWaitsToBeAskedIsRefusedBefore() {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send("POST /job/77 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1000000" + END);
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.headers()).containsEntry("connection", "close");
        }
    }

    @Test
    void whoIsRefusedBeforeTheEndOfTheBodyIsToldSo() {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send(head("/job/77", 1_000_000));
            assertThat(client.read().status()).isEqualTo(404);
            client.send(new byte[1_000_000]).send("POST /job HTTP/1.1\r\nHost: x" + END);
            assertThat(client.read().body()).isEqualTo("{\"status\":\"up\",\"id\":0}");
        }
    }

    @Test
    void anExchangeHasALimit() {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send(head(ExchangeRequest.PATH, ExchangeRequest.MAX_BODY + 1));
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).contains("too_large");
        }
    }

    @Test
    void aRenewalInChunksHasALimitToo() {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send("POST /v1/leases/renew HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked" + END);
            byte[] piece = new byte[100_000];
            for (int i = 0; i < 11; i++) {
                client.send("186a0\r\n").send(piece).send("\r\n");
            }
            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void requestsMayComeAheadOfTheirAnswers() {
        try (TestServer server = TestServer.numeric(0, 99);
                RawClient client = server.connect()) {
            server.store.fallAsleep();
            client.send("POST /job HTTP/1.1\r\nHost: x" + END);
            client.send("POST /job/0 HTTP/1.1\r\nHost: x\r\nContent-Length: 3" + END + "one");
            client.send("POST /job/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3" + END + "two");
            server.store.wakeUp();
            for (int id = 0; id < 3; id++) {
                assertThat(client.read().body()).isEqualTo("{\"status\":\"up\",\"id\":" + id + "}");
            }
            assertThat(server.store.result(1)).asString(StandardCharsets.UTF_8).isEqualTo("two");
        }
    }

    @Test
    void whatIsNotHttpIsTurnedAway() {
        try (TestServer server = TestServer.numeric(0, 9);
                RawClient client = server.connect()) {
            client.send("\u0000\u0001 garbage" + END);
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.ended()).isTrue();
            assertThat(server.get("/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryWaitsForItsTurn() {
        try (TestServer server = TestServer.withMemory(100_000)) {
            server.store.fallAsleep();
            RawClient first = server.connect().send(head("/job/1", 60_000)).send(new byte[60_000]);
            RawClient second = server.connect().send(head("/job/2", 60_000)).send(new byte[60_000]);
            RawClient large = server.connect().send(head("/job/3", 300_000)).send(new byte[300_000]);
            until(() -> server.bodies.freeMemory() == 40_000);
            server.store.wakeUp();
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(second.read().status()).isEqualTo(200);
            assertThat(large.read().status()).isEqualTo(200);
            until(() -> server.bodies.freeMemory() == 100_000);
        }
    }

    @Test
    void whoGoesAwayWhileItWaitsForMemoryLeavesNothingBehind() {
        try (TestServer server = TestServer.withMemory(50_000)) {
            RawClient slow = server.connect().send(head("/job/1", 50_000));
            until(() -> server.bodies.freeMemory() == 0);
            server.connect().send(head("/job/2", 50_000)).send(new byte[50_000]).reset();
            RawClient third = server.connect().send(head("/job/3", 50_000)).send(new byte[50_000]);
            slow.send(new byte[50_000]);
            assertThat(slow.read().status()).isEqualTo(200);
            assertThat(third.read().status()).isEqualTo(200);
            until(() -> server.bodies.freeMemory() == 50_000);
        }
    }

    @Test
    void manyLargeBodiesAtOnceNeedLittleMemory() {
        try (TestServer server = TestServer.withMemory(200_000)) {
            RawClient[] clients = new RawClient[20];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = server.connect().send(head("/job/" + i, 200_000)).send(new byte[100_000]);
            }
            until(() -> server.bodies.freeMemory() == 200_000);
            for (RawClient client : clients) {
                client.send(new byte[100_000]);
            }
            for (RawClient client : clients) {
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void whatWaitsAtAStopIsAnswered() {
        try (TestServer server = TestServer.numeric(0, 0);
                RawClient waiting = server.connect();
                RawClient idle = server.connect()) {
            server.post("/job", "");
            idle.send("GET /healthz HTTP/1.1\r\nHost: x" + END).read();
            waiting.send("POST /job?wait=20s HTTP/1.1\r\nHost: x" + END);
            until(() -> server.store.putAside() == 1);
            server.stop();
            idle.send("GET /healthz HTTP/1.1\r\nHost: x" + END);
            assertThat(idle.read().status()).isEqualTo(503);
            assertThat(idle.ended()).isTrue();
            server.store.close();
            RawClient.Reply reply = waiting.read();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsKey("retry-after");
        }
    }

    private static String head(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + END;
    }
}
