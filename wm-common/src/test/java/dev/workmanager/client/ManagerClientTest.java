package dev.workmanager.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.StoredLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One try of a request: what is an answer, and what is none. */
final class ManagerClientTest {
    private static final ExchangeRequest REQUEST = new ExchangeRequest("w", 0, 1, null, List.of(), 1, 0, null, null);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void aWholeAnswerIsOne() throws IOException {
        ExchangeAnswer answer =
                exchange(http("200 OK", "{\"next\":\"wait\",\"outcomes\":[],\"items\":[],\"later\":1}"));
        assertThat(answer.next()).isEqualTo("wait");
    }

    @Test
    void asksForNoPackingAndSaysWhoItIs() throws IOException {
        try (RawServer server = new RawServer(http("200 OK", "{\"next\":\"wait\",\"outcomes\":[]}"))) {
            exchange("127.0.0.1:" + server.port() + "/behind/a/proxy", REQUEST);
            assertThat(server.heads().get(0))
                    .startsWith("POST /behind/a/proxy/v1/exchange HTTP/1.1\r\n")
                    .contains(
                            "Accept-Encoding: identity\r\n", "User-Agent: test/1\r\n", "Content-Type: application/json")
                    .containsPattern("X-Request-Id: [0-9a-f]{8}-1\r\n");
        }
    }

    @Test
    void anAppendNamesItsOffset() throws IOException {
        try (RawServer server = new RawServer(http("200 OK", "{\"size\":9,\"full\":false,\"later\":1}"));
                ManagerClient client = client("127.0.0.1:" + server.port())) {
            assertThat(client.appendLog("t-1", 7, new byte[] {1, 2}, LIMIT, new Cut()))
                    .isEqualTo(new StoredLog(9, false));
            assertThat(server.heads().get(0))
                    .startsWith("POST /v1/leases/t-1/log?offset=7 HTTP/1.1\r\n")
                    .contains("Content-Type: application/octet-stream", "Content-Length: 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"size\":9}", "{\"full\":false}", "{\"size\":-1,\"full\":false}"})
    void anAppendIsAnsweredWithASize(String answer) throws IOException {
        try (RawServer server = new RawServer(http("200 OK", answer));
                ManagerClient client = client("127.0.0.1:" + server.port())) {
            assertThatThrownBy(() -> client.appendLog("t-1", 7, new byte[] {1, 2}, LIMIT, new Cut()))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aLogIsReadAsItComes() throws IOException {
        String chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n";
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (RawServer server = new RawServer(chunks + "0\r\n\r\n");
                ManagerClient client = client("127.0.0.1:" + server.port())) {
            assertThat(client.readLog("job", 17, OptionalInt.of(2), true, 4, log, new Cut()))
                    .isEqualTo(5);
            assertThat(log).hasToString("abcde");
            assertThat(server.heads().get(0))
                    .startsWith("GET /v1/jobs/job/items/17/log?attempt=2&follow=true&offset=4 HTTP/1.1\r\n");
        }
        try (RawServer server = new RawServer(chunks);
                ManagerClient client = client("127.0.0.1:" + server.port())) {
            assertThatThrownBy(() -> client.readLog("job", 17, OptionalInt.empty(), false, 0, log, new Cut()))
                    .isInstanceOf(UnavailableException.class);
            assertThat(server.heads().get(0)).startsWith("GET /v1/jobs/job/items/17/log HTTP/1.1\r\n");
        }
    }

    @Test
    void aServerOnOneAddressOfALocalhostIsFound() throws IOException {
        try (RawServer server = new RawServer(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                http("200 OK", "{\"next\":\"wait\",\"outcomes\":[]}"))) {
            assertThat(exchange("localhost:" + server.port(), REQUEST).next()).isEqualTo("wait");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"next\":\"wait\",\"outcomes\":[]}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"nex",
                "HTTP/1.1 200 OK\r\n\r\n{\"next\":\"wa",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
            })
    void anAnswerThatIsNotWholeIsNone(String raw) {
        assertThatThrownBy(() -> exchange(raw)).isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"next\":\"dance\",\"outcomes\":[]}",
                "{\"next\":\"wait\",\"outcomes\":[{\"token\":\"t\",\"outcome\":\"accepted\"}]}",
                "{\"next\":\"items\",\"outcomes\":[],\"items\":[]}",
                "{\"next\":\"items\",\"outcomes\":[]}",
                "{\"next\":\"items\",\"outcomes\":[],\"items\":[null]}",
                "{\"next\":\"items\",\"outcomes\":[],\"items\":[{\"token\":\"a/../b\",\"job\":\"d\",\"id\":1,\"index\":1,"
                        + "\"attempt\":1,\"attempts\":1,\"leaseMillis\":1}]}",
                "{\"next\":\"wait\",\"outcomes\":[]} trailing",
            })
    void anAnswerToAnotherQuestionIsNone(String body) {
        assertThatThrownBy(() -> exchange(http("200 OK", body))).isInstanceOf(UnavailableException.class);
    }

    @Test
    void eachAttemptThatEndsNeedsItsOutcome() {
        EndedAttempt ended = new EndedAttempt("t", "done", null, null, null, null, null, null, null);
        ExchangeRequest request = new ExchangeRequest("w", 0, 2, null, List.of(ended), 0, 0, null, null);
        for (String outcomes :
                List.of("", "\"outcomes\":[],", "\"outcomes\":[{\"token\":\"u\",\"outcome\":\"accepted\"}],")) {
            assertThatThrownBy(() -> {
                        try (RawServer server = new RawServer(http("200 OK", "{" + outcomes + "\"next\":\"wait\"}"))) {
                            exchange("127.0.0.1:" + server.port(), request);
                        }
                    })
                    .isInstanceOf(UnavailableException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, malformed_request", "404, not_found", "409, stale_request", "413, too_large"})
    void aRefusalOfTheManagersIsFinal(int status, String code) {
        assertThatThrownBy(() -> exchange(http(status + " X", error(code))))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessage("the manager refuses /v1/exchange: so it is (" + status + " " + code + ", request i-7)");
    }

    @Test
    void aRefusalIsKnownByItsCode() {
        assertThatThrownBy(() -> exchange(http("409 Conflict", error("stale_request"))))
                .isInstanceOfSatisfying(RefusedException.class, e -> {
                    assertThat(e.is(ErrorCode.STALE_REQUEST)).isTrue();
                    assertThat(e.is(ErrorCode.RESULT_MISSING)).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "405", "301", "500", "502", "503", "504", "429", "408"})
    void whatAProxySaysIsNot(int status) {
        assertThatThrownBy(() -> exchange(http(status + " X", "<html>no</html>")))
                .isInstanceOfSatisfying(
                        UnavailableException.class, e -> assertThat(e.present()).isFalse())
                .hasMessageStartingWith("it answers " + status);
        assertThatThrownBy(() -> exchange(http(status + " X", "{\"code\":404,\"message\":\"no\"}")))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void aRedirectionIsNotFollowedButTold() {
        assertThatThrownBy(() -> exchange("HTTP/1.1 301 X\r\nLocation: https://there/\r\nContent-Length: 0\r\n\r\n"))
                .hasMessage("it answers 301 (go to https://there/)");
    }

    @ParameterizedTest
    @CsvSource({"500, internal, false", "503, unavailable, true", "507, storage_full, true", "429, slow_down, true"})
    void aManagerThatAsksToComeAgainIsThere(int status, String code, boolean present) {
        assertThatThrownBy(() -> exchange(http(status + " X", error(code))))
                .isInstanceOfSatisfying(
                        UnavailableException.class, e -> assertThat(e.present()).isEqualTo(present))
                .hasMessage("it says " + status + ": so it is, request i-7");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "86400, 600", "-1, 0", "soon, 0", "99999999999, 0"})
    void whatItAsksForIsHonouredUpToTenMinutes(String asked, int seconds) {
        assertThatThrownBy(() -> exchange("HTTP/1.1 503 X\r\nRetry-After: " + asked + "\r\nContent-Length: 0\r\n\r\n"))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @Test
    void aResultThatCannotBeReadIsNoFailureOfTheNetwork() throws IOException {
        ResultSource broken = new ResultSource() {
            @Override
            public long size() {
                return 100_000;
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                throw new IOException("bad sector");
            }
        };
        try (RawServer server = new RawServer("");
                ManagerClient client = client("127.0.0.1:" + server.port())) {
            assertThatThrownBy(() -> client.putResult("t", broken, LIMIT, new Cut()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot read what is to be sent: bad sector");
        }
    }

    private static ExchangeAnswer exchange(String raw) throws IOException {
        try (RawServer server = new RawServer(raw)) {
            return exchange("127.0.0.1:" + server.port(), REQUEST);
        }
    }

    private static ManagerClient client(String address) {
        return new ManagerClient(ManagerAddress.parse(address), "test/1", Credentials.NONE, new Random(7));
    }

    private static ExchangeAnswer exchange(String address, ExchangeRequest request) {
        try (ManagerClient client = client(address)) {
            return client.exchange(request, LIMIT, new Cut());
        }
    }

    private static String http(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static String error(String code) {
        return "{\"code\":\"" + code + "\",\"message\":\"so it is\",\"instance\":\"i-7\"}";
    }
}
