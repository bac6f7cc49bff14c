package dev.workmanager.http;

import static dev.workmanager.http.Serving.read;
import static dev.workmanager.http.Serving.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.KeptMessage;
import dev.workmanager.protocol.MessageList;
import dev.workmanager.protocol.Report;
import dev.workmanager.protocol.WorkerList;
import dev.workmanager.protocol.WorkerStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageRoutesTest {
    private TestServer server;

    @BeforeEach
    void serve() {
        server = TestServer.numeric(0, 9);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private KeptMessage tell(String worker, String group, String event, String more) {
        String body = "{\"worker\":\"%s\",\"group\":\"%s\",\"event\":\"%s\"%s}".formatted(worker, group, event, more);
        return read(server.post(Report.PATH, body), KeptMessage.class);
    }

    private MessageList list(String query) {
        return read(server.get(Report.PATH + query), MessageList.class);
    }

    private List<Long> numbers(String query) {
        return list(query).messages().stream().map(KeptMessage::number).toList();
    }

    @Test
    void keepsWhatIsTold() {
        KeptMessage message = tell("w", "product.importer", "failure", ",\"content\":\"two\\nlines\"");
        assertThat(message)
                .isEqualTo(new KeptMessage(
                        1, "1970-01-01T00:16:40Z", "w", "product.importer", "failure", "two\nlines", null));
        assertThat(list("").messages()).containsExactly(message);
        assertThat(list("").next()).isNull();
    }

    @Test
    void theSameKeyIsTheSameMessage() {
        KeptMessage first = tell("w", "g", "failure", ",\"key\":\"k\",\"content\":\"x\"");
        assertThat(tell("w", "g", "failure", ",\"key\":\"k\",\"content\":\"x\""))
                .isEqualTo(first);
        assertThat(tell("v", "g", "failure", ",\"key\":\"k\"").number()).isEqualTo(2);
        assertThat(tell("w", "g", "failure", "").number()).as("without a key").isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 6 5 4 3 2 1",
        "?event=failure, 5 3",
        "'?event=failure,failed', 5 4 3",
        "?event=fail*, 5 4 3",
        "?worker=b, 4 3",
        "?worker=?, 6 5 4 3 2 1",
        "?group=product, 3 2 1",
        "?group=product.importer, 2 1",
        "?group=product.i, ''",
        "?group=*.importer, 4 2 1",
        "?group=product&event=failure, 3",
        "?before=3, 2 1",
        "?after=3, 4 5 6",
        "?after=0&event=failure, 3 5",
        "?after=6, ''"
    })
    void findsByWorkerGroupAndEvent(String query, String expected) {
        tell("a", "product.importer", "started", "");
        tell("a", "product.importer.eu", "processing", "");
        tell("b", "product", "failure", "");
        tell("b", "price.importer", "failed", "");
        tell("c", "products", "failure", "");
        tell("c", "", "processing", "");
        List<Long> wanted = expected.isEmpty()
                ? List.of()
                : List.of(expected.split(" ")).stream().map(Long::valueOf).toList();
        assertThat(numbers(query)).isEqualTo(wanted);
    }

    @Test
    void pagesBothWays() {
        for (int i = 0; i < 5; i++) {
            tell("w", "g", "processing", "");
        }
        assertThat(numbers("?limit=2")).containsExactly(5L, 4L);
        assertThat(list("?limit=2").next()).isEqualTo(4);
        assertThat(numbers("?limit=2&before=4")).containsExactly(3L, 2L);
        assertThat(list("?limit=2&before=2").next()).isNull();
        assertThat(numbers("?limit=2&after=1")).containsExactly(2L, 3L);
        assertThat(list("?limit=2&after=1").next()).isEqualTo(3);
        assertThat(list("?limit=2&after=3").next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=1001",
                "?before=-1",
                "?before=1&after=1",
                "?since=now",
                "?event=a&event=b",
                "?api-key=k"
            })
    void refusesOtherQueries(String query) {
        assertThat(refused(server.get(Report.PATH + query), 400).code()).isEqualTo("malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"failure\"}",
                "{\"worker\":\"w\"}",
                "{\"worker\":\"\",\"event\":\"e\"}",
                "{\"worker\":\"a\\nb\",\"event\":\"e\"}",
                "{\"worker\":\"w\",\"event\":\"e\",\"content\":7}",
                "{\"worker\":\"w\",\"event\":\"e\",\"content\":\"\\u0000\"}",
                "{\"worker\":\"w\",\"event\":\"e\",\"content\":\"\\udc00\"}",
                "{\"worker\":\"w\",\"event\":\"e\",\"group\":\"\\u0007\"}"
            })
    void refusesWhatIsNoReport(String body) {
        assertThat(refused(server.post(Report.PATH, body), 400).code()).isEqualTo("malformed_request");
        assertThat(list("").messages()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() {
        String longest = "\\u0001".repeat(Report.MAX_CONTENT);
        assertThat(tell("w", "g", "e", ",\"content\":\"" + longest + "\"").content())
                .hasSize(Report.MAX_CONTENT);
        assertThat(refused(
                                server.post(
                                        Report.PATH,
                                        "{\"worker\":\"w\",\"event\":\"e\",\"content\":\"" + longest + "x\"}"),
                                400)
                        .message())
                .contains("content: at most 16384 characters, not 16385");
        assertThat(refused(
                                server.post(
                                        Report.PATH,
                                        "{\"worker\":\"" + "w".repeat(Report.MAX_NAME + 1) + "\",\"event\":\"e\"}"),
                                400)
                        .message())
                .contains("worker: at most 128 characters");
        assertThat(refused(server.post(Report.PATH, " ".repeat(Bodies.REPORT + 1)), 413)
                        .code())
                .isEqualTo("too_large");
    }

    @Test
    void startedAndStoppedRegister() {
        tell("Importer 1", "product.importer", "started", "");
        WorkerStatus worker = read(server.get(WorkerStatus.path("Importer%201")), WorkerStatus.class);
        assertThat(worker.group()).isEqualTo("product.importer");
        assertThat(worker.registeredAt()).isEqualTo("1970-01-01T00:16:40Z");
        assertThat(worker.holds()).isEmpty();
        server.exchange(1, 1);
        tell("w", "product.exporter", "started", "");
        assertThat(ids("")).containsExactly("w", "Importer 1");
        assertThat(ids("?group=product")).containsExactly("w", "Importer 1");
        assertThat(ids("?group=*.importer&id=Imp*")).containsExactly("Importer 1");
        tell("w", "g", "stopped", "");
        assertThat(read(server.get(WorkerStatus.path("w")), WorkerStatus.class).registeredAt())
                .as("it takes items all the same")
                .isNull();
        tell("Importer 1", "g", "stopped", "");
        assertThat(ids("")).containsExactly("w");
        tell("Importer 1", "g", "stopped", "");
        assertThat(list("").messages()).as("kept all the same").hasSize(5);
    }

    private List<String> ids(String query) {
        return read(server.get(WorkerStatus.PATH + query), WorkerList.class).workers().stream()
                .map(WorkerStatus::id)
                .toList();
    }
}
