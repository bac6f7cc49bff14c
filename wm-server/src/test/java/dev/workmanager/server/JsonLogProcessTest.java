package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log for programs: whatever {@code wm-server} says is an object a line, and a request is found in it by its id. */
final class JsonLogProcessTest {
    private static final Pattern URL = Pattern.compile("listening on (http://[0-9.:]+)");

    @TempDir
    private Path folder;

    @Test
    void everyLineIsAnObject() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                folder,
                "serve",
                "--keep",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--log-format",
                "json",
                "--log-level",
                "debug")) {
            Matcher url = URL.matcher(server.awaitLine(line -> line.contains("listening on")));
            assertThat(url.find()).isTrue();
            HttpResponse<byte[]> refused = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url.group(1) + "/v1/jobs/none?api-key=s3cret"))
                                    .header("X-Request-Id", "3f2a-17.2")
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(Json.read(refused.body(), ErrorBody.class).instance()).isEqualTo("3f2a-17.2");
            server.awaitLine(line -> line.contains("http.access"));
            server.signal("TERM");
            assertThat(server.awaitExit()).isZero();

            List<LogLine> lines =
                    server.output().lines().map(JsonLogProcessTest::read).toList();
            assertThat(lines).allSatisfy(line -> {
                assertThat(Instant.parse(line.time())).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
                assertThat(line.level()).isIn("INFO", "DEBUG", "WARN");
                assertThat(line.logger()).isNotEmpty();
                assertThat(line.thread()).isNotEmpty();
            });
            assertThat(lines.stream().filter(line -> "3f2a-17.2".equals(line.request())))
                    .extracting(LogLine::logger)
                    .contains("dev.workmanager.http.Call", "dev.workmanager.http.access");
            assertThat(lines).anyMatch(line -> line.message().startsWith("stopped:"));
            assertThat(server.output()).doesNotContain("s3cret");
        }
    }

    private static LogLine read(String line) {
        return Json.read(line.getBytes(StandardCharsets.UTF_8), LogLine.class);
    }
}
