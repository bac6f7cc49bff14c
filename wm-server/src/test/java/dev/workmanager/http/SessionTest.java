package dev.workmanager.http;

import static dev.workmanager.http.Serving.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.http.RawClient.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser may do, and what other pages in it may not. */
final class SessionTest {
    private static final String OWN = "Sec-Fetch-Site: same-origin\r\n";
    private static final Token ADMIN = Token.of(Role.ADMIN, "may-do-anything", Optional.of("me"));
    private static final Token READ = Token.of(Role.READ, "reads-it-all", Optional.empty());

    private TestServer server = TestServer.guarded(new Tokens(List.of(ADMIN, READ)));

    @AfterEach
    void close() {
        server.close();
    }

    private void open() {
        server.close();
        server = TestServer.numeric(0, 9);
    }

    private Reply ask(String request, String headers, String body) {
        String host = headers.contains("Host:") ? "" : "Host: localhost:8080\r\n";
        try (RawClient client = server.connect()) {
            return client.send(request + " HTTP/1.1\r\n" + host + "Connection: close\r\nContent-Length: "
                            + body.length() + "\r\n" + headers + "\r\n" + body)
                    .read();
        }
    }

    private Reply login(String token) {
        return ask("POST /v1/session", OWN, "{\"token\":\"" + token + "\"}");
    }

    private String cookie(String token) {
        Reply reply = login(token);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return "Cookie: " + String.valueOf(reply.headers().get("set-cookie")).replaceFirst(";.*", "") + "\r\n";
    }

    private String session(String headers) {
        return ask("GET /v1/session", headers, "").body();
    }

    @Test
    void aTokenIsShownOnce() {
        assertThat(session("")).isEqualTo("{\"open\":false,\"role\":null}");
        assertThat(session("Authorization: Bearer reads-it-all\r\n")).isEqualTo("{\"open\":false,\"role\":\"read\"}");
        assertThat(session("Authorization: Bearer nonsense\r\n")).isEqualTo("{\"open\":false,\"role\":null}");
        Reply reply = login("may-do-anything");
        String me = "{\"open\":false,\"role\":\"admin\",\"name\":\"me\"}";
        assertThat(reply.body()).isEqualTo(me);
        assertThat(reply.headers().get("set-cookie"))
                .matches("wm-session=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict");
        String cookie = cookie("may-do-anything");
        assertThat(session(cookie)).isEqualTo(me);
        assertThat(ask("POST /v1/jobs/default/pause", cookie + OWN, "").status())
                .isEqualTo(200);
        Reply logout = ask("DELETE /v1/session", cookie + OWN, "");
        assertThat(logout.status()).isEqualTo(204);
        assertThat(logout.headers().get("set-cookie"))
                .startsWith("wm-session=;")
                .endsWith("Max-Age=0");
        assertThat(session(cookie)).contains("null");
        assertThat(ask("GET /v1/jobs", cookie, "").status()).isEqualTo(401);
    }

    @Test
    void aSessionMayWhatItsTokenMay() {
        String cookie = cookie("reads-it-all");
        assertThat(ask("GET /v1/jobs", cookie, "").status()).isEqualTo(200);
        assertThat(ask("POST /v1/jobs/default/pause", cookie + OWN, "").status())
                .isEqualTo(403);
        server.serving.access.change(new Tokens(List.of(Token.of(Role.ADMIN, "reads-it-all", Optional.empty()))));
        assertThat(ask("POST /v1/jobs/default/pause", cookie + OWN, "").status())
                .isEqualTo(200);
        server.serving.access.change(new Tokens(List.of(ADMIN)));
        assertThat(ask("GET /v1/jobs", cookie, "").status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenNobodyUsesIt() {
        String cookie = cookie("reads-it-all");
        server.nanoTime.addAndGet(Sessions.IDLE.toNanos() - 1);
        assertThat(ask("GET /v1/jobs", cookie, "").status()).isEqualTo(200);
        server.nanoTime.addAndGet(Sessions.IDLE.toNanos() - 1);
        assertThat(ask("GET /v1/jobs", cookie, "").status()).isEqualTo(200);
        server.nanoTime.addAndGet(Sessions.IDLE.toNanos());
        assertThat(ask("GET /v1/jobs", cookie, "").status()).isEqualTo(401);
    }

    @Test
    void thereAreNotMoreSessionsThanOneCanBear() {
        Sessions sessions = new Sessions(() -> 0, new Random(1));
        Tokens now = new Tokens(List.of(READ));
        String first = sessions.begin(READ);
        String second = sessions.begin(READ);
        for (int i = 2; i <= Sessions.MOST; i++) {
            assertThat(sessions.find(first, now)).isPresent();
            sessions.begin(READ);
        }
        assertThat(sessions.find(first, now)).isPresent();
        assertThat(sessions.find(second, now)).isEmpty();
    }

    @Test
    void whoGuessesHasToWait() {
        for (int i = 0; i < Tries.FREE; i++) {
            assertThat(login("a-guess-" + i).status()).isEqualTo(401);
        }
        Reply tooMany = login("may-do-anything");
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.headers()).containsEntry("retry-after", "6");
        server.nanoTime.addAndGet(Tries.EACH.toNanos());
        assertThat(login("a-guess").status()).isEqualTo(401);
        assertThat(login("a-guess").status()).isEqualTo(429);
        server.nanoTime.addAndGet(Tries.EACH.toNanos());
        assertThat(login("may-do-anything").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site: same-origin, 200",
        "Origin: http://localhost:8080, 200",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: none, 403",
        "Origin: http://localhost:8081, 403",
        "Origin: http://localhost, 403",
        "Origin: http://evil.example:8080, 403",
        "Origin: null, 403",
        "X-Nothing: said, 403"
    })
    void withASessionOnlyOurOwnPagesChangeSomething(String header, int status) {
        String cookie = cookie("may-do-anything");
        assertThat(ask("POST /v1/jobs/default/pause", cookie + header + "\r\n", "")
                        .status())
                .isEqualTo(status);
        assertThat(ask("GET /v1/jobs", cookie + header + "\r\n", "").status()).isEqualTo(200);
        String bearer = "Authorization: Bearer may-do-anything\r\n";
        assertThat(ask("POST /v1/jobs/default/pause", cookie + bearer + header + "\r\n", "")
                        .status())
                .as("what a program brings, it brings on purpose")
                .isEqualTo(200);
    }

    @Test
    void anotherSiteLogsNobodyInOrOut() {
        Reply reply = ask("POST /v1/session", "Sec-Fetch-Site: cross-site\r\n", "{\"token\":\"may-do-anything\"}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("cross_site");
        assertThat(reply.headers()).doesNotContainKey("set-cookie");
        String cookie = cookie("may-do-anything");
        assertThat(ask("DELETE /v1/session", cookie + "Origin: null\r\n", "").status())
                .isEqualTo(403);
        assertThat(session(cookie)).contains("admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST /job", "POST /v1/jobs/default/cancel", "PUT /v1/jobs/mine", "DELETE /v1/jobs/default"})
    void anotherSiteChangesNothingAtAnOpenManager(String request) {
        open();
        for (String header : List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: http://a.b")) {
            Reply reply = ask(request, header + "\r\n", "{\"times\":3}");
            assertThat(reply.status()).as(header).isEqualTo(403);
            assertThat(reply.body()).contains("\"code\":\"cross_site\"");
        }
        assertThat(server.store.commands()).isEmpty();
        assertThat(ask("POST /job", "", "").status()).as("curl").isEqualTo(200);
        assertThat(ask("POST /job", OWN, "").status()).isEqualTo(200);
        assertThat(session("")).isEqualTo("{\"open\":true,\"role\":\"admin\"}");
    }

    /** A name that first leads to a page of theirs, then here: to a browser both are one site. */
    @ParameterizedTest
    @CsvSource({
        "localhost:8080, 200",
        "127.0.0.1:8080, 200",
        "[::1]:8080, 200",
        "10.1.2.3, 200",
        "manager:8080, 200",
        "wm.localhost, 200",
        "evil.example:8080, 403",
        "127.0.0.1.evil.example, 403",
        "localhost.evil.example:8080, 403",
        "evil.example., 403"
    })
    void aNameThatAnybodyMayOwnDoesNotLeadToAnOpenManager(String host, int status) {
        open();
        for (String request : List.of("GET /v1/jobs", "POST /job")) {
            assertThat(ask(request, "Host: " + host + "\r\n" + OWN, "").status())
                    .as(request)
                    .isEqualTo(status);
        }
    }

    @Test
    void withTokensAnyNameWillDo() {
        assertThat(ask("GET /v1/jobs", "Host: wm.example\r\nAuthorization: Bearer reads-it-all\r\n", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void noBrowserRunsWhatItIsGiven() {
        for (Reply reply : List.of(
                ask("GET /v1/jobs", "Authorization: Bearer reads-it-all\r\n", ""),
                ask("GET /v1/jobs", "", ""),
                ask("GET /nothing", "", ""),
                ask("GET /healthz", "", ""))) {
            assertThat(reply.headers())
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
                    .containsEntry("cross-origin-resource-policy", "same-origin")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("cache-control", "no-store");
        }
        assertThat(refused(server.get("/v1/jobs"), 401).code()).isEqualTo("unauthorized");
    }
}
