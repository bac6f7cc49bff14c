package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.Health;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who ask for too much, too slowly or for what is none of their business: a clear refusal, and the others are served. */
final class LimitsTest {
    private static final int CONNECTIONS = 1_000;
    private static final HttpLimits TIGHT = new HttpLimits(
            CONNECTIONS, 16 << 10, 60, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private Serving serving;

    @BeforeEach
    void serve() {
        serving = Serving.onDisk(folder, TIGHT);
        assertThat(serving.put("/v1/jobs/default", "application/json", bytes("{\"numeric\":\"1-1000000\"}"))
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterEach
    void close() {
        othersAreServed();
        serving.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private RawClient connect() {
        return new RawClient(serving.address());
    }

    private void othersAreServed() {
        assertThat(serving.get(Health.ALIVE_PATH).statusCode()).isEqualTo(200);
    }

    private static String request(String... lines) {
        return String.join("\r\n", lines) + "\r\nHost: localhost\r\n\r\n";
    }

    /** Somebody who says nothing is let go after a while: a clock that needs no sleep. */
    private void aWhile() {
        try (RawClient silent = connect()) {
            assertThat(silent.ended()).isTrue();
        }
    }

    @Test
    void whoNeverEndsTheHeadIsLetGo() {
        try (RawClient silent = connect();
                RawClient slow = connect().send("GET /status HTTP/1.1\r\nHost: localhost\r\nX-Slow: a");
                RawClient later = connect().send(request("GET /healthz HTTP/1.1"))) {
            assertThat(later.read().status()).isEqualTo(200);
            assertThat(slow.ended()).isTrue();
            assertThat(silent.ended()).isTrue();
            later.send("GET /healthz HTT");
            assertThat(later.ended()).as("nor the second one").isTrue();
        }
    }

    @Test
    void aBodyThatDripsIsRefusedAndChangesNothing() {
        try (RawClient slow = connect()
                .send("POST /job/7 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
                .send("the beginning of a result")) {
            othersAreServed();
            assertThat(slow.read().status()).isBetween(400, 499);
        }
        assertThat(serving.get("/v1/jobs/default/items/7").body()).contains("\"pending\"");
        assertThat(folder.resolve("out/7")).doesNotExist();
    }

    @Test
    void anAnswerThatNobodyTakesIsGivenUp() {
        try (RawClient lazy = connect()
                .send(request(
                        "GET /v1/jobs/default/items?limit=1000000 HTTP/1.1",
                        "Accept: application/x-ndjson",
                        "Connection: close"))) {
            for (int tries = 0; tries < 60 && lazy.isHeard(); tries++) {
                othersAreServed();
                aWhile();
            }
            assertThat(lazy.isHeard()).isFalse();
            assertThat(lazy.rest()).as("a million lines").isLessThan(40 << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 2_000_000})
    void aHeadThatIsTooLongIsRefused(int length) {
        try (RawClient client = connect()) {
            client.sendWhileItListens(
                    "GET /status HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(length) + "\r\n\r\n");
            refusedOrClosed(client);
        }
    }

    @Test
    void tooManyFieldsAreRefused() {
        StringBuilder head = new StringBuilder("GET /status HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i < 1_000; i++) {
            head.append("X-").append(i).append(": a\r\n");
        }
        try (RawClient client = connect()) {
            client.sendWhileItListens(head + "\r\n");
            refusedOrClosed(client);
        }
    }

    private static void refusedOrClosed(RawClient client) {
        String head = client.headOrNothing();
        assertThat(head).matches("|HTTP/1.1 4[0-9][0-9].*");
    }

    @Test
    void bombsOfJsonAreRefused() {
        List<String> bombs = List.of(
                "[".repeat(200_000),
                "{\"a\":".repeat(20_000),
                "{\"worker\":\"" + "w".repeat(200_000) + "\"}",
                "\u0000\u0001\u0002");
        List<String> routes =
                List.of("/v1/exchange", "/v1/leases/renew", "/v1/leases/release", "/v1/messages", "/v1/session");
        for (String bomb : bombs) {
            for (String route : routes) {
                HttpResponse<String> answer = serving.send(serving.request(route)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(bomb)));
                assertThat(answer.statusCode())
                        .as(route + " " + bomb.substring(0, 3))
                        .isBetween(400, 499);
                assertThat(answer.body()).hasSizeLessThan(2_000);
            }
            assertThat(serving.put("/v1/jobs/bomb", "application/json", bytes(bomb))
                            .statusCode())
                    .isBetween(400, 499);
        }
    }

    /** What is well-formed and would be passed over, if it were not so large. */
    @Test
    void bombsOfJsonAreRefusedAlsoWhereNobodyLooks() {
        assertThat(renewed("1")).isEqualTo(200);
        assertThat(renewed("[".repeat(40) + "]".repeat(40))).isEqualTo(200);
        assertThat(List.of(
                        "[".repeat(1_000) + "]".repeat(1_000),
                        "9".repeat(5_000),
                        "1e" + "9".repeat(5_000),
                        "{\"" + "n".repeat(5_000) + "\":1}"))
                .allSatisfy(bomb -> assertThat(renewed(bomb)).isEqualTo(400));
    }

    private int renewed(String more) {
        return serving.post("/v1/leases/renew", bytes("{\"worker\":\"w\",\"tokens\":[],\"more\":" + more + "}"))
                .statusCode();
    }

    @Test
    void thousandsOfConnectionsAreToldSoAndThoseInsideAreServed() {
        List<RawClient> clients = new ArrayList<>();
        try (RawClient inside = connect().send(request("GET /healthz HTTP/1.1"))) {
            assertThat(inside.read().status()).isEqualTo(200);
            boolean full = false;
            while (clients.size() < 3 * CONNECTIONS && !full) {
                RawClient next = connect();
                clients.add(next);
                next.sendWhileItListens(request("GET /healthz HTTP/1.1"));
                full = next.headOrNothing().contains(" 503 ");
            }
            assertThat(full).as("one of " + clients.size() + " is told").isTrue();
            assertThat(clients).hasSizeBetween(CONNECTIONS - 10, CONNECTIONS + 10);
            inside.send(request("GET /readyz HTTP/1.1"));
            assertThat(inside.read().status()).isEqualTo(200);
        } finally {
            clients.forEach(RawClient::close);
        }
        while (true) {
            try (RawClient again = connect()) {
                again.sendWhileItListens(request("GET /healthz HTTP/1.1"));
                if (again.headOrNothing().contains("200")) {
                    return;
                }
            }
        }
    }

    /** Every route that names something, with names of another kind: none finds or makes anything. */
    @Test
    void noNameLeadsToTheFileSystem() throws Exception {
        Files.writeString(folder.resolve("secret"), "a secret");
        List<String> names = List.of(
                "..%2fsecret",
                "..%2f..%2f..%2f..%2fetc%2fpasswd",
                "%2e%2e%2fsecret",
                "..%5csecret",
                "a%00b",
                "%2e%2e",
                "..",
                ".",
                "%252e%252e%252fsecret",
                "-",
                "a".repeat(3_000));
        for (Endpoint endpoint : serving.endpoints) {
            if (!endpoint.template().contains("{")) {
                continue;
            }
            for (String name : names) {
                ask(endpoint, endpoint.template().replaceAll("\\{[a-z]*}", name));
                ask(endpoint, endpoint.template().replace("{job}", "default").replaceAll("\\{[a-z]*}", name));
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString())
                            .filter(file -> !file.startsWith("data/")))
                    .containsExactly("secret");
        }
        assertThat(serving.get("/v1/jobs").body()).containsOnlyOnce("\"name\"");
    }

    private void ask(Endpoint endpoint, String path) {
        if (path.equals("/v1/jobs/default")) {
            return;
        }
        Map<String, String> bodies = Map.of("PUT", "{\"numeric\":\"1-9\"}", "POST", "x");
        String method = endpoint.method().name();
        try (RawClient client = connect()) {
            String body = bodies.getOrDefault(method, "");
            client.send(request(
                            method + " " + path + " HTTP/1.1",
                            "Connection: close",
                            "Content-Type: application/json",
                            "Content-Length: " + body.length())
                    + body);
            RawClient.Reply reply = client.read();
            assertThat(reply.body()).as(method + " " + path).doesNotContain("a secret", "root:");
            // To remove what is not there is no fault.
            if (!path.matches(".*/default/?[a-z]*") && !reply.body().equals("{\"deleted\":false}")) {
                assertThat(reply.status())
                        .as(method + " " + path + ": " + reply.body())
                        .isBetween(400, 499);
            }
        }
    }
}
