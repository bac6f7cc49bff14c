package dev.workmanager.http;

import static dev.workmanager.http.Serving.read;
import static dev.workmanager.http.Serving.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSubmission;
import dev.workmanager.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Before the store that keeps lists on disk. */
final class SubmitRoutesTest {
    private static final String JOB = JobStatus.path("crunch");
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

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
    void makesAJobOnce() {
        String range = "{\"numeric\":\"5-9\",\"attempts\":4,\"halt\":\"never\"}";
        HttpResponse<String> made = put("", JSON, range);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("location")).contains(JOB);
        JobStatus job = read(made, JobStatus.class);
        assertThat(job.source()).isEqualTo("numeric: 5-9");
        assertThat(job.policy()).containsEntry("attempts", "4").containsEntry("halt", "never");
        HttpResponse<String> again = put("", JSON, range);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(read(again, JobStatus.class).id()).isEqualTo(job.id());
        assertThat(refused(put("", JSON, "{\"numeric\":\"5-9\"}"), 409).code()).isEqualTo("job_exists");
        assertThat(refused(put("", JSON, range.replace("5-9", "5-8")), 409).message())
                .contains("numeric: 5-9");
    }

    @Test
    void whatItTellsOfAPolicyMakesTheSame() {
        JobStatus job = read(
                put(
                        "",
                        JSON,
                        "{\"numeric\":\"0-9\",\"backoff\":\"2s\",\"lease\":\"5s\",\"timeout\":\"1h\",\"never-retry\":\"2,64-78\","
                                + "\"halt\":\"fail=3%, now\",\"priority\":-3,\"domain\":\"gpu\",\"crash-limit\":2,\"give-backs\":0}"),
                JobStatus.class);
        List<JobSubmission.Key> keys = Stream.concat(
                        Stream.of(new JobSubmission.Key("numeric", List.of("0-9"))),
                        job.policy().entrySet().stream()
                                .map(key -> new JobSubmission.Key(key.getKey(), List.of(key.getValue()))))
                .toList();
        String same = new String(Json.write(new JobSubmission(keys)), StandardCharsets.UTF_8);
        HttpResponse<String> again = put("", JSON, same);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(job.priority()).isEqualTo(-3);
        assertThat(job.domain()).isEqualTo("gpu");
    }

    @Test
    void takesAListWithinTheConfiguration() {
        put("", JSON, "{\"list\":[\"a.txt\",\"b.txt\"]}");
        assertThat(data(2)).isEqualTo("b.txt");
        assertThat(put("", JSON, "{\"list\":[\"a.txt\",\"b.txt\"]}").statusCode())
                .isEqualTo(200);
        assertThat(lists()).hasSize(1);
    }

    @Test
    void takesUploadedLines() {
        String lines = "\uFEFFone\r\n\r\n  zwölf  \nlast";
        HttpResponse<String> made = put("?attempts=7", TEXT, lines);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JobStatus job = read(made, JobStatus.class);
        assertThat(job.items().total()).isEqualTo(4);
        assertThat(job.policy()).containsEntry("attempts", "7");
        assertThat(job.source()).startsWith("list-file: 4 lines uploaded, sha256 ");
        assertThat(List.of(data(1), data(2), data(3), data(4))).containsExactly("one", "", "  zwölf  ", "last");
        assertThat(put("?attempts=7", TEXT, lines).statusCode()).isEqualTo(200);
        assertThat(refused(put("?attempts=7", TEXT, lines + "!"), 409).code()).isEqualTo("job_exists");
        TestServer.until(() -> lists().size() == 1);
        assertThat(take("crunch").data()).isEqualTo("one");
    }

    @Test
    void takesManyLines() {
        String lines = IntStream.range(0, 300_000)
                .mapToObj(i -> "items/number-" + i + "\n")
                .collect(Collectors.joining());
        JobStatus job = read(put("", TEXT, lines), JobStatus.class);
        assertThat(job.items().total()).isEqualTo(300_000);
        assertThat(data(1)).isEqualTo("items/number-0");
        assertThat(data(123_457)).isEqualTo("items/number-123456");
        assertThat(data(300_000)).isEqualTo("items/number-299999");
    }

    @Test
    void takesTheLongestLineAndNoLonger() {
        String longest = "x".repeat(1 << 20);
        assertThat(read(put("", TEXT, "a\n" + longest + "\r\nb"), JobStatus.class)
                        .items()
                        .total())
                .isEqualTo(3);
        assertThat(data(2)).hasSize(1 << 20);
        assertThat(refused(
                                serving.put(
                                        JobStatus.path("other"),
                                        TEXT,
                                        ("a\n" + longest + "y\n").getBytes(StandardCharsets.UTF_8)),
                                400)
                        .message())
                .startsWith("line 2:");
        TestServer.until(() -> lists().size() == 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a\\nb\\u00FF\\n | line 2: it is not UTF-8: byte 2 is 0xff
            a\\n\\nb\\u0000c | line 3: byte 2 is U+0000
            ~~ | there is no line
            """)
    void namesTheLineThatIsWrong(String body, String message) {
        byte[] bytes = body.replace("\\u00FF", "\u00FF")
                .replace("\\u0000", "\0")
                .translateEscapes()
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused(serving.put(JOB, TEXT, bytes), 400).message()).startsWith(message);
        TestServer.until(() -> lists().isEmpty());
        assertThat(serving.get(JOB).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"numeric":"0-9","atempts":3} | atempts
            {"numeric":"9-0"} | numeric
            {"attempts":3} | source
            {"list-file":"/etc/passwd"} | list-file
            {"numeric":{"from":0}} | line 1, column
            {"numeric":null} | line 1, column
            {"numeric": | line 1, column
            [] | line 1, column
            """)
    void namesTheKeyThatIsWrong(String body, String named) {
        assertThat(refused(put("", JSON, body), 400).message()).contains(named);
        assertThat(serving.get(JOB).statusCode()).isEqualTo(404);
        assertThat(lists()).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(refused(serving.put("/v1/jobs/1st", JSON, new byte[0]), 400).message())
                .contains("'1st'");
        assertThat(refused(put("", "text/html", "x"), 415).code()).isEqualTo("unsupported_media_type");
        assertThat(refused(put("?atempts=3", TEXT, "x"), 400).message()).contains("atempts");
        assertThat(refused(put("?numeric=0-9", TEXT, "x"), 400).message()).contains("numeric");
        assertThat(refused(put("?attempts=3", JSON, "{}"), 400).message()).contains("attempts");
    }

    @Test
    void anUploadThatIsCutLeavesNothing() {
        try (RawClient client = new RawClient(serving.address())) {
            client.send("PUT " + JOB
                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 300000\r\n\r\n");
            client.send("a\nb\n".repeat(25_000).getBytes(StandardCharsets.US_ASCII));
            TestServer.until(() -> lists().size() == 1);
        }
        TestServer.until(() -> lists().isEmpty());
        assertThat(serving.get(JOB).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> put(String query, String type, String body) {
        return serving.put(JOB + query, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private String data(long id) {
        return String.valueOf(read(serving.get(ItemStatus.path("crunch", Long.toString(id))), ItemStatus.class)
                .data());
    }

    private HandedItem take(String job) {
        ExchangeRequest request = new ExchangeRequest("w", 0, 1, null, List.of(), 1, 0, job, null);
        return read(serving.post(ExchangeRequest.PATH, Json.write(request)), ExchangeAnswer.class)
                .items()
                .get(0);
    }

    private List<Path> lists() {
        Path jobs = folder.resolve("data/jobs");
        if (!Files.exists(jobs)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(jobs)) {
            return found.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
