package dev.workmanager.http.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.http.Access;
import dev.workmanager.http.HttpServer;
import dev.workmanager.http.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UiEndpointsTest {
    private static final Path SOURCES = Path.of("src/main/resources/dev/workmanager/http/ui");

    /** Ways by which text from outside becomes a part of the page, or a style that the policy forbids. */
    private static final Pattern UNSAFE = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment|\\beval\\(|new Function"
                    + "|setAttribute\\('(on|style)|javascript:");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;

    @BeforeEach
    void serve() {
        server = HttpServer.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, () -> "instance", System::nanoTime);
        server.serve(UiEndpoints.of(), new Access(Tokens.NONE, System::nanoTime, new Random(1)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void showsOnlyBrowsersTheWay() {
        HttpResponse<byte[]> shown = get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(shown.statusCode()).isEqualTo(302);
        assertThat(shown.headers().firstValue("location")).hasValue("ui/");
        assertThat(get("/ui", "Accept", "text/html").statusCode()).isEqualTo(302);
        assertThat(get("/", "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(send(request("/", "Accept", "text/html").POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() {
        HttpResponse<byte[]> page = get("/ui/", "Accept", "text/html");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(text(page)).doesNotContainPattern("<script>|<style|style=|\\son\\w+=|https?://");
    }

    @Test
    void browsersKeepTheFilesForGood() throws IOException {
        HttpResponse<byte[]> page = get("/ui/", "Accept", "text/html");
        String version = tag(page).replace("\"", "");
        for (String name : WebFiles.named(new String(WebFiles.read(WebFiles.PAGE), StandardCharsets.UTF_8))) {
            assertThat(text(page)).contains('"' + version + "/" + name + '"');
            HttpResponse<byte[]> file = get("/ui/" + version + "/" + name, "Accept-Encoding", "gzip, br");
            assertThat(file.statusCode()).as(name).isEqualTo(200);
            assertThat(file.headers().firstValue("cache-control")).hasValue("public, max-age=31536000, immutable");
            assertThat(file.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(file.body())).readAllBytes())
                    .isEqualTo(WebFiles.read(name));
        }
        assertThat(get("/ui/", "If-None-Match", tag(page)).statusCode()).isEqualTo(304);
    }

    @Test
    void nothingElseIsServed() {
        String version = tag(get("/ui/", "Accept", "text/html")).replace("\"", "");
        for (String path : Set.of(
                "0000000000000000/main.js",
                version + "/index.html",
                version + "/..%2fopenapi.yaml",
                version + "/WebFiles.class",
                version + "/views/main.js")) {
            assertThat(get("/ui/" + path, "Accept", "*/*").statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    /** The page names each file that there is, so that browsers load all of them at once; but its own name. */
    @Test
    void thePageNamesEveryFile() throws IOException {
        Set<String> named = new TreeSet<>(WebFiles.named(Files.readString(SOURCES.resolve(WebFiles.PAGE))));
        Set<String> there = sources()
                .map(file -> SOURCES.relativize(file).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        there.remove(WebFiles.PAGE);
        there.addAll(Set.of("uplot.js", "uplot.css"));
        assertThat(named).isEqualTo(there);
    }

    @Test
    void textNeverBecomesMarkup() throws IOException {
        assertThat(sources().filter(file -> file.toString().endsWith(".js")).toList())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(UNSAFE));
    }

    private static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static String tag(HttpResponse<byte[]> response) {
        return response.headers().firstValue("etag").orElseThrow();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> get(String path, String header, String value) {
        return send(request(path, header, value));
    }

    private HttpRequest.Builder request(String path, String header, String value) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .header(header, value);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
