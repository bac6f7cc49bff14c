package dev.workmanager.http;

import static dev.workmanager.http.Serving.read;
import static dev.workmanager.http.Serving.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ReleaseAnswer;
import dev.workmanager.protocol.ReleaseRequest;
import dev.workmanager.protocol.WorkerList;
import dev.workmanager.protocol.WorkerStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkerRoutesTest {
    @Test
    void knowsWhoHasAsked() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            come(server, "w1", "product.importer");
            come(server, "w2", "product.exporter");
            WorkerStatus worker = read(server.get(WorkerStatus.path("w1")), WorkerStatus.class);
            assertThat(worker.group()).isEqualTo("product.importer");
            assertThat(worker.host()).isEqualTo("h");
            assertThat(worker.lastSeen()).isEqualTo("2023-11-14T22:13:20Z");
            assertThat(worker.order()).isNull();
            assertThat(list(server, "").workers()).hasSize(2);
            assertThat(list(server, "?group=product.*").workers()).hasSize(2);
            assertThat(list(server, "?group=*.importer&id=w?").workers())
                    .extracting(WorkerStatus::id)
                    .containsExactly("w1");
            assertThat(list(server, "?id=w3").workers()).isEmpty();
            assertThat(refused(server.get(WorkerStatus.path("w3")), 404).code()).isEqualTo("not_found");
            assertThat(refused(server.get(WorkerStatus.path("no blanks".replace(" ", "%20"))), 404)
                            .code())
                    .isEqualTo("not_found");
        }
    }

    @Test
    void ordersAWorkerHoweverOften() {
        try (TestServer server = TestServer.numeric(0, 9)) {
            come(server, "w", "g");
            for (int i = 0; i < 2; i++) {
                assertThat(order(server, "drain").order()).isEqualTo("drain");
            }
            ExchangeAnswer drained = server.exchange(2, 1);
            assertThat(drained.order()).isEqualTo("drain");
            assertThat(drained.items()).isEmpty();
            assertThat(order(server, "pause").order()).isEqualTo("pause");
            assertThat(order(server, "resume").order()).isNull();
            assertThat(refused(server.post(WorkerStatus.path("other") + "/drain", ""), 404)
                            .code())
                    .isEqualTo("not_found");
        }
    }

    @Test
    void takesItemsBack() {
        try (TestServer server = TestServer.numeric(0, 0)) {
            String token = server.exchange(1, 1).items().get(0).token();
            for (int i = 0; i < 2; i++) {
                assertThat(release(server, token)).isEqualTo("accepted");
            }
            assertThat(release(server, "nonsense")).isEqualTo("unknown");
            assertThat(server.exchange(2, 1).items()).hasSize(1);
            assertThat(release(server, token)).isEqualTo("accepted");
            assertThat(refused(server.post(ReleaseRequest.PATH, "{}"), 400).message())
                    .contains("tokens");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*,'',true",
        "*,abc,true",
        "a*c,abc,true",
        "a*c,abcd,false",
        "a?c,abc,true",
        "a?c,ac,false",
        "**b*,aab,true",
        "*.x.*,a.x.b,true",
        "'',a,false",
        "a.c,abc,false",
        "a*,b,false"
    })
    void understandsWildcards(String pattern, String text, boolean matches) {
        assertThat(Wildcards.match(pattern, text)).isEqualTo(matches);
    }

    private static void come(TestServer server, String worker, String group) {
        assertThat(server.post(
                                "/v1/exchange",
                                "{\"worker\":\"" + worker + "\",\"slot\":0,\"number\":1,\"about\":{\"group\":\"" + group
                                        + "\",\"host\":\"h\"}}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static WorkerList list(TestServer server, String query) {
        return read(server.get(WorkerStatus.PATH + query), WorkerList.class);
    }

    private static WorkerStatus order(TestServer server, String order) {
        return read(server.post(WorkerStatus.path("w") + "/" + order, ""), WorkerStatus.class);
    }

    private static String release(TestServer server, String token) {
        return read(server.post(ReleaseRequest.PATH, "{\"tokens\":[\"" + token + "\"]}"), ReleaseAnswer.class)
                .outcomes()
                .get(0)
                .outcome();
    }
}
