package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What wokmanager's document and its script send, against {@code wm-server}, over its death. */
final class WokmanagerProcessTest {
    private static final String KEY = "231cooai1d";

    @TempDir
    private Path folder;

    private Path keys;

    @BeforeEach
    void writeKeys() throws IOException {
        keys = Files.writeString(
                folder.resolve("keys"), "# of the importers\n\nwork " + KEY + "\r\nread another1 people\n");
    }

    private ServerProcess serve() {
        return ServerProcess.start(
                folder, "serve", "--keep", "--host", "127.0.0.1", "--port", "0", "--tokens", keys.toString());
    }

    /** The document's line, with the port that the manager has here. */
    private static String curl(ServerProcess server, String event) {
        String line = "curl -s -H \"Content-Type: application/json\" -X POST -d '{\"id\" : \"Importer1d\", \"group\" :"
                + " \"product.importer\", \"event\" : \"" + event
                + "\", \"at\" : \"now\"}' http://localhost:5000/worker/state?api-key=" + KEY;
        return shell(line.replace("http://localhost:5000", server.url()));
    }

    private static String shell(String line) {
        try {
            Process process = new ProcessBuilder("sh", "-c", line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@code wokmanager.py --id} asks: GET, with a body. */
    private static HttpResponse<String> script(ServerProcess server, String id, String query) {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/worker/state" + query))
                                    .header("Content-type", "application/json")
                                    .method("GET", HttpRequest.BodyPublishers.ofString("{\"id\": \"" + id + "\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String messages(ServerProcess server) {
        return shell("curl -s -H 'Authorization: Bearer another1' '" + server.url() + "/v1/messages?group=product'");
    }

    @Test
    void aRegistrationOutlivesTheManager() {
        String kept;
        try (ServerProcess server = serve()) {
            assertThat(curl(server, "started")).isEqualTo("{\"registered\":\"started\",\"at\":\"now\"}");
            kept = messages(server);
            assertThat(kept).contains("\"event\":\"started\"");
            server.signal("KILL");
            server.awaitExit();
        }
        try (ServerProcess again = serve()) {
            String found = "[{\"id\":\"Importer1d\",\"group\":\"product.importer\"}]";
            assertThat(script(again, "*", "?api-key=" + KEY).body()).isEqualTo(found);
            assertThat(script(again, "Importer1d", "?api-key=" + KEY).body()).isEqualTo(found);
            assertThat(shell("curl -s -X GET -H 'Content-type: application/json' -d '{\"id\": \"*\"}' '" + again.url()
                            + "/worker/state?api-key=" + KEY + "'"))
                    .isEqualTo(found);
            assertThat(messages(again)).isEqualTo(kept);
            assertThat(curl(again, "stopped")).isEqualTo("{\"registered\":\"stopped\",\"at\":\"now\"}");
            assertThat(curl(again, "stopped")).isEqualTo("{\"error\":\"no such worker registered\"}");
            assertThat(script(again, "*", "?api-key=" + KEY).body()).isEqualTo("[]");
        }
    }

    @Test
    void noKeyIsEverWritten() {
        try (ServerProcess server = serve()) {
            assertThat(script(server, "*", "").statusCode()).isEqualTo(401);
            assertThat(script(server, "*", "?api-key=guess123").statusCode()).isEqualTo(401);
            shell("curl -s -o /dev/null -H 'Authorization: Bearer guess456' " + server.url() + "/v1/messages");
            assertThat(shell("curl -s -d 'no JSON' '" + server.url() + "/worker/state?api-key=" + KEY + "'"))
                    .contains("\"malformed_request\"")
                    .doesNotContain(KEY);
            assertThat(shell("curl -s -d '{}' -H 'Authorization: Bearer another1' " + server.url() + "/worker/state"))
                    .contains("\"forbidden\"");
            server.awaitLine(line -> line.contains("403 forbidden"));
            server.signal("TERM");
            server.awaitExit();
            assertThat(server.output())
                    .contains("GET /worker/state")
                    .contains("401 unauthorized")
                    .doesNotContain(KEY)
                    .doesNotContain("guess");
        }
    }

    @Test
    void aFileWithoutAKeyIsRefusedAndNeverShown() throws IOException {
        for (String wrong : List.of("", "# none\n\n", "work se cret\n", "secret\n", "work secret12\nread secret12\n")) {
            Files.writeString(keys, wrong);
            try (ServerProcess server = serve()) {
                assertThat(server.awaitExit()).as(wrong).isEqualTo(78);
                assertThat(server.output()).contains(keys.toString()).doesNotContain("cret");
            }
        }
        Files.delete(keys);
        try (ServerProcess server = serve()) {
            assertThat(server.awaitExit()).isEqualTo(78);
            assertThat(server.output()).contains(keys + " cannot be read");
        }
    }
}
