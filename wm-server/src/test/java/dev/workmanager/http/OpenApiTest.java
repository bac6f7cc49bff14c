package dev.workmanager.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.EventKind;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file says is what happens: every route of the table, with real requests and answers. */
final class OpenApiTest {
    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    /** The schema of an event, by the first part of its kind. */
    private static final Map<String, String> EVENTS =
            Map.of("job", "JobEvent", "item", "ItemEvent", "worker", "WorkerEvent", "gap", "GapEvent");

    private final ApiFile api = new ApiFile(OpenApiHandler.read());
    private final Set<String> served = new TreeSet<>();

    @TempDir
    Path folder;

    private Serving serving;

    @BeforeEach
    void serve() {
        serving = Serving.onDisk(folder);
    }

    @AfterEach
    void close() {
        serving.close();
    }

    @Test
    void namesEveryRouteAndNoOther() {
        assertThat(api.version()).isEqualTo("3.1.0");
        assertThat(api.operations()).isEqualTo(routes());
    }

    @Test
    void namesTheRoleOfEveryRoute() {
        assertThat(serving.endpoints)
                .allSatisfy(endpoint -> assertThat(api.security(endpoint.method() + " " + plain(endpoint.template())))
                        .isEqualTo(security(endpoint)));
    }

    private static Map<String, String> security(Endpoint endpoint) {
        Map<String, String> schemes = new TreeMap<>();
        if (endpoint.role() != Role.ANYBODY) {
            String role = endpoint.role().word();
            schemes.putAll(Map.of("bearer", role, "session", role));
            if (endpoint.tokenInUrl()) {
                schemes.put("apiKey", role);
            }
        }
        return schemes;
    }

    @Test
    void namesEveryCode() {
        assertThat(api.values("Error", "code"))
                .isEqualTo(Stream.of(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet()));
    }

    @Test
    void namesEveryKindOfEvent() {
        assertThat(EVENTS.values().stream().flatMap(schema -> api.values(schema, "kind").stream()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(EventKind.values()).map(EventKind::word).toList());
    }

    @Test
    void wouldTellWhatIsWrong() {
        assertThat(api.answer("GET /healthz", 200, JSON, bytes("{\"status\":\"ill\"}")))
                .isNotEmpty();
        assertThat(api.answer("GET /healthz", 200, JSON, bytes("{\"status\":\"ok\",\"more\":1}")))
                .isNotEmpty();
        assertThat(api.answer("GET /v1/jobs", 200, JSON, bytes("{\"jobs\":[{}]}")))
                .isNotEmpty();
        assertThat(api.answer("GET /v1/jobs", 404, JSON, bytes("{\"code\":\"lost\"}")))
                .isNotEmpty();
        assertThat(api.answer("GET /v1/jobs", 201, JSON, bytes("{\"jobs\":[]}")))
                .isNotEmpty();
        assertThat(api.request("POST /v1/exchange", JSON, bytes("{\"worker\":\"w\"}")))
                .isNotEmpty();
    }

    @Test
    void saysWhatHappens() {
        String place = serving.events().newest().toString();
        manager();
        jobs();
        String token = work();
        items();
        survey();
        verify();
        workers();
        messages();
        wokmanager();
        leases(token);
        seed();
        ends();
        events(place);
        assertThat(served).isEqualTo(routes());
    }

    private void manager() {
        yes("GET /healthz", "/healthz");
        yes("GET /readyz", "/readyz");
        yes("GET /v1/session", "/v1/session");
        yes("POST /v1/session", "/v1/session", JSON, "{\"token\":\"may-do-anything\"}");
        no(400, "POST /v1/session", "/v1/session", JSON, "{}");
        yes("DELETE /v1/session", "/v1/session");
        assertThat(yes("GET /metrics", "/metrics").body()).contains("wm_jobs{");
        assertThat(yes("GET /openapi.yaml", "/openapi.yaml").body()).startsWith("openapi: 3.1.0");
    }

    private void jobs() {
        String job = "/v1/jobs/{job}";
        yes("PUT " + job, "/v1/jobs/default", JSON, "{\"numeric\":\"0-9\",\"attempts\":1,\"lease\":\"30s\"}");
        yes("PUT " + job, "/v1/jobs/list", JSON, "{\"list\":[\"a\",\"b\"],\"domain\":\"d\",\"priority\":2}");
        yes("PUT " + job, "/v1/jobs/lines?attempts=2", "text/plain", "a\nb\n");
        no(409, "PUT " + job, "/v1/jobs/lines", "text/plain", "a\nc\n");
        no(415, "PUT " + job, "/v1/jobs/lines", "text/html", "");
        yes("GET " + job, "/v1/jobs/default");
        no(404, "GET " + job, "/v1/jobs/other");
        yes("GET /v1/jobs", "/v1/jobs");
        yes("GET " + job + "/rates", "/v1/jobs/default/rates");
        yes("POST " + job + "/pause", "/v1/jobs/default/pause");
        yes("POST " + job + "/resume", "/v1/jobs/default/resume");
    }

    /** Gives the token of an attempt that holds its item. */
    private String work() {
        String exchange = "POST /v1/exchange";
        String about =
                "\"about\":{\"group\":\"g.h\",\"host\":\"x\",\"pid\":7,\"version\":\"1\",\"startedAt\":1700000000000}";
        ExchangeAnswer taken = answer(yes(
                exchange,
                exchange.substring(5),
                JSON,
                "{\"worker\":\"w\",\"slot\":0,\"number\":1,\"take\":3,\"job\":\"default\"," + about + "}"));
        String ended = "{\"worker\":\"w\",\"slot\":0,\"number\":2,\"take\":0,\"waitMillis\":0,\"ended\":["
                + "{\"token\":\"%s\",\"end\":\"done\",\"result\":\"aGVsbG8=\"},"
                + "{\"token\":\"%s\",\"end\":\"failed\",\"exit\":3,\"stderr\":\"oh\",\"stdout\":\"no\"},"
                + "{\"token\":\"nonsense\",\"end\":\"released\"}]}";
        yes(
                exchange,
                exchange.substring(5),
                JSON,
                ended.formatted(
                        taken.items().get(0).token(), taken.items().get(1).token()));
        no(409, exchange, exchange.substring(5), JSON, "{\"worker\":\"w\",\"slot\":0,\"number\":1}");
        yes(
                exchange,
                exchange.substring(5),
                JSON,
                "{\"worker\":\"v\",\"slot\":0,\"number\":1,\"take\":1,\"domains\":[\"d\"]}");
        return taken.items().get(2).token();
    }

    private void items() {
        String item = "/v1/jobs/{job}/items/{id}";
        String path = "/v1/jobs/default/items";
        yes("GET /v1/jobs/{job}/items", path + "?limit=2");
        yes("GET /v1/jobs/{job}/items", path + "?state=running&from=1&history");
        no(400, "GET /v1/jobs/{job}/items", path + "?state=lost");
        yes("GET " + item, path + "/0");
        yes("GET " + item, path + "/1");
        yes("GET " + item, "/v1/jobs/list/items/1");
        no(404, "GET " + item, path + "/10");
        yes("GET " + item + "/result", path + "/0/result");
        no(404, "GET " + item + "/result", path + "/1/result");
        yes("GET " + item + "/explain", path + "/1/explain?zone=Asia/Kathmandu");
        no(400, "GET " + item + "/explain", path + "/1/explain?zone=nowhere");
        yes("POST " + item + "/retry", path + "/1/retry");
        yes("POST " + item + "/cancel", path + "/1/cancel");
        yes("POST /v1/jobs/{job}/retry", "/v1/jobs/default/retry");
    }

    private void survey() {
        String operation = "GET /v1/jobs/{job}/survey";
        yes(operation, "/v1/jobs/default/survey");
        yes(operation, "/v1/jobs/default/survey?from=2&to=8&cells=3");
        no(400, operation, "/v1/jobs/default/survey?from=3&to=2");
        no(404, operation, "/v1/jobs/other/survey");
    }

    /** A line for each step. */
    private void verify() {
        String operation = "GET /v1/jobs/{job}/verify";
        HttpResponse<String> answer = serving.get("/v1/jobs/default/verify");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(api.body("VerifyStep", line)).as(line).isEmpty());
        no(404, operation, "/v1/jobs/other/verify");
        served.add(operation);
    }

    private void workers() {
        String worker = "/v1/workers/{id}";
        yes("GET /v1/workers", "/v1/workers?group=g.*");
        yes("GET " + worker, "/v1/workers/w");
        no(404, "GET " + worker, "/v1/workers/u");
        yes("POST " + worker + "/drain", "/v1/workers/w/drain");
        yes("POST " + worker + "/pause", "/v1/workers/w/pause");
        yes("POST " + worker + "/resume", "/v1/workers/w/resume");
    }

    private void messages() {
        String report = "{\"worker\":\"r 1\",\"group\":\"g\",\"event\":\"started\",\"content\":\"c\",\"key\":\"k\"}";
        yes("POST /v1/messages", "/v1/messages", JSON, report);
        yes("POST /v1/messages", "/v1/messages", JSON, report);
        no(400, "POST /v1/messages", "/v1/messages", JSON, "{\"worker\":\"w\"}");
        yes("GET /v1/messages", "/v1/messages?worker=r*&event=started,failure");
        yes("GET /v1/messages", "/v1/messages?after=0&limit=1");
        no(400, "GET /v1/messages", "/v1/messages?limit=0");
        yes("GET /v1/workers/{id}", "/v1/workers/r%201");
    }

    private void wokmanager() {
        String state = "{\"id\":\"Importer1d\",\"group\":\"product.importer\",\"event\":\"%s\",\"at\":\"now\"}";
        yes("POST /worker/state", "/worker/state?api-key=231cooai1d", JSON, state.formatted("started"));
        yes("GET /worker/state", "/worker/state", JSON, "{\"id\":\"*\"}");
        yes("GET /worker/state", "/worker/state", JSON, "{\"id\":null}");
        yes("GET /api/worker", "/api/worker", JSON, "{\"worker\":\"*\"}");
        yes("POST /worker/state", "/worker/state", JSON, state.formatted("stopped"));
        no(404, "POST /worker/state", "/worker/state", JSON, state.formatted("stopped"));
        no(400, "GET /worker/state", "/worker/state");
        yes("POST /api/message", "/api/message", JSON, "{\"worker\":\"w\",\"event\":\"processing\"}");
        yes("GET /api/message", "/api/message");
    }

    private void leases(String token) {
        String named = "\"tokens\":[\"" + token + "\",\"nonsense\"]}";
        yes("PUT /v1/leases/{token}/result", "/v1/leases/" + token + "/result", BYTES, "result");
        yes("POST /v1/leases/{token}/log", "/v1/leases/" + token + "/log?offset=0", BYTES, "oh");
        no(400, "POST /v1/leases/{token}/log", "/v1/leases/" + token + "/log", BYTES, "oh");
        no(409, "POST /v1/leases/{token}/log", "/v1/leases/nonsense/log?offset=0", BYTES, "oh");
        yes("GET /v1/jobs/{job}/items/{id}/log", "/v1/jobs/default/items/2/log");
        yes("GET /v1/jobs/{job}/items/{id}/log", "/v1/jobs/default/items/0/log?follow&attempt=1");
        no(404, "GET /v1/jobs/{job}/items/{id}/log", "/v1/jobs/default/items/9/log");
        no(409, "PUT /v1/leases/{token}/result", "/v1/leases/nonsense/result", BYTES, "result");
        yes("POST /v1/leases/renew", "/v1/leases/renew", JSON, "{\"worker\":\"w\"," + named);
        yes("POST /v1/leases/release", "/v1/leases/release", JSON, "{" + named);
        no(400, "POST /v1/leases/release", "/v1/leases/release", JSON, "{\"tokens\":[null]}");
    }

    private void seed() {
        yes("POST /job", "/job");
        yes("POST /job/{id}", "/job/2/", BYTES, "result");
        no(404, "POST /job/{id}", "/job/10", BYTES, "result");
        yes("GET /status", "/status");
    }

    private void ends() {
        yes("POST /v1/jobs/{job}/cancel", "/v1/jobs/default/cancel");
        no(409, "POST /v1/jobs/{job}/resume", "/v1/jobs/default/resume");
        no(409, "DELETE /v1/jobs/{job}", "/v1/jobs/lines");
        yes("DELETE /v1/jobs/{job}", "/v1/jobs/default");
        yes("DELETE /v1/jobs/{job}", "/v1/jobs/default");
    }

    /** All that has happened since a place; and before that a gap. */
    private void events(String place) {
        String operation = "GET /v1/events";
        no(400, operation, "/v1/events?kind=other");
        Map<String, String> kinds = new TreeMap<>();
        for (String after : List.of(place, "0".repeat(16) + "-7")) {
            try (EventReader reader = new EventReader(serving.address(), "?after=" + after)) {
                assertThat(reader.status()).isEqualTo(200);
                assertThat(api.answer(operation, 200, String.valueOf(reader.header("content-type")), bytes("")))
                        .isEmpty();
                for (String kind = ""; !kind.equals("job.deleted"); ) {
                    EventReader.Told told = requireNonNull(reader.next());
                    kind = told.kind();
                    kinds.put(kind, told.body().toString());
                }
            }
        }
        kinds.forEach((kind, body) -> {
            String schema = requireNonNull(EVENTS.get(kind.replaceFirst("[.].*", "")));
            assertThat(api.body(schema, body)).as(body).isEmpty();
        });
        assertThat(kinds.keySet())
                .contains("gap", "job.submitted", "job.changed", "item.done", "item.failed", "worker.ordered");
        served.add(operation);
    }

    private HttpResponse<String> yes(String operation, String path) {
        return yes(operation, path, "", "");
    }

    private HttpResponse<String> yes(String operation, String path, String type, String body) {
        HttpResponse<String> answer = send(operation, path, type, body);
        assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isBetween(200, 299);
        if (!type.isEmpty()) {
            assertThat(api.request(operation, type, bytes(body)))
                    .as(operation + " takes " + body)
                    .isEmpty();
        }
        served.add(operation);
        return answer;
    }

    private void no(int status, String operation, String path) {
        no(status, operation, path, "", "");
    }

    private void no(int status, String operation, String path, String type, String body) {
        assertThat(send(operation, path, type, body).statusCode()).as(operation).isEqualTo(status);
    }

    private HttpResponse<String> send(String operation, String path, String type, String body) {
        String method = operation.substring(0, operation.indexOf(' '));
        HttpRequest.Builder request = serving.request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> answer = serving.send(type.isEmpty() ? request : request.header("Content-Type", type));
        String answered = answer.headers().firstValue("content-type").orElse("");
        assertThat(api.answer(operation, answer.statusCode(), answered, bytes(answer.body())))
                .as(operation + " answers " + answer.statusCode() + " " + answer.body())
                .isEmpty();
        return answer;
    }

    private static ExchangeAnswer answer(HttpResponse<String> response) {
        return Json.read(bytes(response.body()), ExchangeAnswer.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The seed's routes are there with and without a slash at their end. */
    private static String plain(String template) {
        return template.replaceFirst("(?<=.)/$", "");
    }

    private Set<String> routes() {
        return serving.endpoints.stream()
                .map(endpoint -> endpoint.method() + " " + plain(endpoint.template()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
