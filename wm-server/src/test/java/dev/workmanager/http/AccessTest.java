package dev.workmanager.http;

import static dev.workmanager.http.Serving.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.Report;
import dev.workmanager.protocol.SessionStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what: every role on every route of the table. */
final class AccessTest {
    private static final Map<Role, String> SECRETS =
            Map.of(Role.READ, "reads-it-all", Role.WORK, "231cooai1d", Role.ADMIN, "may-do-anything");
    private static final List<String> USELESS = List.of(
            "", "Bearer", "Bearer ", "Bearer 231cooai1", "Bearer 231cooai1d2", "Basic 231cooai1d", "231cooai1d");

    private static TestServer server;

    @BeforeAll
    static void serve() {
        server = TestServer.guarded(tokens());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static Tokens tokens() {
        return new Tokens(SECRETS.entrySet().stream()
                .map(each -> Token.of(each.getKey(), each.getValue(), Optional.empty()))
                .toList());
    }

    /** To a place that is not there, so that whoever is let in breaks nothing; a stream ends at once. */
    private static HttpResponse<String> ask(Endpoint endpoint, String authorization, String query) {
        String path = endpoint.template().replaceAll("\\{[a-z]*}", "0") + query;
        HttpRequest.Builder request = server.serving
                .request(path)
                .method(
                        endpoint.method().name().equals("GET")
                                ? "HEAD"
                                : endpoint.method().name(),
                        HttpRequest.BodyPublishers.ofString("nonsense"));
        return server.serving.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private static HttpResponse<String> ask(Endpoint endpoint, String authorization) {
        return ask(endpoint, authorization, "");
    }

    @Test
    void eachRouteTakesItsRoleAndThoseAboveIt() {
        assertThat(server.serving.endpoints).hasSizeGreaterThan(30).allSatisfy(endpoint -> {
            for (Map.Entry<Role, String> each : SECRETS.entrySet()) {
                int status = ask(endpoint, "Bearer " + each.getValue()).statusCode();
                boolean may = each.getKey().includes(endpoint.role());
                assertThat(status == 403).as(each.getKey() + " got " + status).isEqualTo(!may);
                assertThat(status).isNotEqualTo(401);
            }
        });
    }

    @Test
    void nobodyPassesWithoutAToken() {
        assertThat(server.serving.endpoints)
                .filteredOn(endpoint -> endpoint.role() != Role.ANYBODY)
                .allSatisfy(endpoint -> assertThat(USELESS).allSatisfy(useless -> {
                    HttpResponse<String> answer = ask(endpoint, useless);
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
                }));
        assertThat(refused(server.get("/v1/jobs"), 401).code()).isEqualTo("unauthorized");
    }

    @Test
    void onlyThoseThatLookAfterTheManagerAreOpen() {
        assertThat(server.serving.endpoints)
                .filteredOn(endpoint -> endpoint.role() == Role.ANYBODY)
                .extracting(Endpoint::template)
                .containsOnly("/healthz", "/readyz", SessionStatus.PATH);
    }

    @Test
    void aTokenInTheUrlIsForTheClientsOfWokmanager() {
        Set<String> theirs = Set.of("/worker/state", "/api/message", "/api/worker");
        assertThat(server.serving.endpoints)
                .filteredOn(endpoint -> endpoint.role() != Role.ANYBODY)
                .allSatisfy(endpoint -> {
                    boolean in = ask(endpoint, "", "?api-key=may-do-anything").statusCode() != 401;
                    assertThat(in).isEqualTo(theirs.contains(endpoint.template()));
                    assertThat(ask(endpoint, "", "?Api-Key=may-do-anything").statusCode())
                            .isEqualTo(401);
                });
        String told = "{\"id\":\"a\",\"event\":\"started\"}";
        assertThat(server.send("POST", "/worker/state?api-key=231cooai1d", "", told)
                        .statusCode())
                .isEqualTo(200);
        assertThat(refused(server.send("POST", "/worker/state?api-key=reads-it-all", "", told), 403)
                        .code())
                .isEqualTo("forbidden");
    }

    @Test
    void aBodyIsNotReadFirst() {
        assertThat(server.post(Report.PATH, "x".repeat(300_000)).statusCode()).isEqualTo(401);
    }

    @Test
    void whatOpensItMayChangeAtAnyTime() {
        try (TestServer other = TestServer.guarded(tokens())) {
            assertThat(other.send("HEAD", "/v1/jobs", "bearer reads-it-all", "").statusCode())
                    .isEqualTo(200);
            other.serving.access.change(new Tokens(List.of(Token.of(Role.READ, "another", Optional.empty()))));
            assertThat(other.send("HEAD", "/v1/jobs", "bearer reads-it-all", "").statusCode())
                    .isEqualTo(401);
            assertThat(other.send("HEAD", "/v1/jobs", "Bearer another", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void noSecretIsShown() {
        Token token = Token.of(Role.WORK, "a secret", Optional.of("crunchers"));
        assertThat(token).hasToString("work crunchers");
        assertThat(new Tokens(List.of(token))).hasToString("1 tokens");
    }
}
