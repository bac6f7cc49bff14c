package dev.workmanager.http;

import static dev.workmanager.http.Serving.read;
import static dev.workmanager.http.Serving.refused;
import static dev.workmanager.http.TestServer.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.NewJob;
import dev.workmanager.store.embedded.EmbeddedOptions;
import dev.workmanager.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs, in and out, before the store that keeps them on disk. */
final class LogRoutesTest {
    private static final String LOG = StoredLog.path(Job.DEFAULT_NAME, "0");

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EmbeddedStore store;
    private Serving serving;
    private long number;

    @BeforeEach
    void serve() {
        open();
        store.submit(new Command.Submit(new NewJob(
                        new JobId(7), Job.DEFAULT_NAME, Source.numeric(0, 0), Policy.DEFAULT.withAttempts(100), true)))
                .join();
    }

    private void open() {
        store = EmbeddedStore.open(EmbeddedOptions.of(
                folder.resolve("data"),
                folder.resolve("out"),
                InstantSource.system(),
                System::nanoTime,
                new Random(3),
                64 << 20));
        serving = new Serving(store, 1 << 20);
    }

    @AfterEach
    void close() {
        serving.close();
    }

    @Test
    void bytesComeBackAsTheyWere() {
        byte[] all = new byte[60_000];
        new Random(1).nextBytes(all);
        HandedItem item = take();
        assertThat(append(item, 0, all)).isEqualTo(new StoredLog(60_000, false));
        assertThat(log("")).isEqualTo(all);
        assertThat(log("?attempt=1")).isEqualTo(all);
        HttpResponse<byte[]> part = get(LOG, "bytes=59990-70000");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(10).endsWith(all[59_999]);
        assertThat(part.headers().firstValue("content-range")).contains("bytes 59990-59999/60000");
        assertThat(part.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        assertThat(get(LOG, "bytes=60000-").statusCode()).isEqualTo(416);
    }

    @Test
    void repeatedAndLateAppendsDoubleNothing() {
        HandedItem item = take();
        append(item, 0, bytes("one two "));
        assertThat(append(item, 0, bytes("one two "))).isEqualTo(new StoredLog(8, false));
        assertThat(append(item, 4, bytes("two three "))).isEqualTo(new StoredLog(14, false));
        assertThat(append(item, 0, bytes("one "))).isEqualTo(new StoredLog(14, false));
        assertThat(append(item, 15, bytes("a gap"))).isEqualTo(new StoredLog(14, false));
        assertThat(append(item, 14, bytes(""))).isEqualTo(new StoredLog(14, false));
        assertThat(log("")).asString().isEqualTo("one two three ");
    }

    @Test
    void aStaleAttemptAppendsNothing() {
        HandedItem stale = take();
        append(stale, 0, bytes("first"));
        store.submit(new Command.Wipe(1, List.of(0L))).join();
        HandedItem now = take();
        assertThat(refused(post(stale, 5, bytes(" more")), 409).code()).isEqualTo("superseded");
        assertThat(refused(post(stale, 0, bytes("other")), 409).message()).contains("superseded");
        append(now, 0, bytes("second"));
        assertThat(log("")).asString().isEqualTo("second");
        assertThat(log("?attempt=1")).asString().isEqualTo("first");
        end(now);
        assertThat(refused(post(now, 6, bytes(" more")), 409).message()).contains("ended");
        String other = now.token().substring(0, now.token().length() - 8) + "00000000";
        assertThat(refused(serving.post(StoredLog.path(other) + "?offset=0", bytes("x")), 409)
                        .message())
                .contains("unknown");
        assertThat(files()).hasSize(2);
        assertThat(log("")).asString().isEqualTo("second");
    }

    @Test
    void aLogHasALimit() {
        HandedItem item = take();
        byte[] much = bytes("x".repeat(StoredLog.MAX_APPEND));
        for (int offset = 0; offset < StoredLog.MAX_SIZE; offset += much.length) {
            assertThat(append(item, offset, much)).isEqualTo(new StoredLog(offset + much.length, false));
        }
        assertThat(log("")).hasSize(StoredLog.MAX_SIZE);
        StoredLog full = new StoredLog(StoredLog.MAX_SIZE, true);
        assertThat(append(item, StoredLog.MAX_SIZE - 1, bytes("xy"))).isEqualTo(full);
        assertThat(append(item, StoredLog.MAX_SIZE, bytes("yz"))).isEqualTo(full);
        assertThat(append(item, StoredLog.MAX_SIZE + 10, bytes("yz"))).isEqualTo(full);
        assertThat(new String(log(""), StandardCharsets.UTF_8))
                .hasSizeLessThan(StoredLog.MAX_SIZE + 200)
                .endsWith("x\n[cut here: of an attempt's log the manager keeps 1048576 bytes]\n");
        assertThat(serving.post(StoredLog.path(item.token()) + "?offset=0", new byte[StoredLog.MAX_APPEND + 1])
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whoFollowsSeesItAllAndItsEnd() throws IOException {
        HandedItem item = take();
        try (InputStream live = follow("")) {
            append(item, 0, bytes("ab"));
            assertThat(live.readNBytes(2)).asString().isEqualTo("ab");
            append(item, 2, bytes("cd"));
            assertThat(live.readNBytes(2)).asString().isEqualTo("cd");
            append(item, 4, bytes("the end"));
            end(item);
            assertThat(live.readAllBytes()).asString().isEqualTo("the end");
        }
        try (InputStream rest = follow("&offset=4&attempt=1")) {
            assertThat(rest.readAllBytes()).asString().isEqualTo("the end");
        }
    }

    @Test
    void thereIsABoundToThoseWhoFollow() {
        take();
        HttpServer other = HttpServer.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, () -> "instance", System::nanoTime);
        try (other) {
            other.serve(
                    List.of(new Endpoint(
                            HttpMethod.GET, StoredLog.path("{job}", "{id}"), Role.READ, new ItemLogHandler(store, 1))),
                    new Access(Tokens.NONE, System::nanoTime, new Random()));
            String follow = "GET " + LOG + "?follow HTTP/1.1\r\nHost: x\r\n\r\n";
            try (RawClient first = new RawClient(other.address()).send(follow);
                    RawClient second = new RawClient(other.address())) {
                assertThat(first.head()).startsWith("HTTP/1.1 200 OK");
                assertThat(second.send(follow).read().status()).isEqualTo(503);
                first.reset();
                until(() -> {
                    try (RawClient third = new RawClient(other.address()).send(follow)) {
                        return third.head().startsWith("HTTP/1.1 200 OK");
                    }
                });
            }
        }
    }

    @Test
    void whoFollowsIsReleasedWhenTheManagerEnds() throws IOException {
        HandedItem item = take();
        append(item, 0, bytes("so far"));
        try (InputStream live = follow("")) {
            assertThat(live.readNBytes(6)).asString().isEqualTo("so far");
            long began = System.nanoTime();
            serving.close();
            assertThat(live.readAllBytes()).as("a clean end").isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(2_900));
        }
    }

    @Test
    void aLogOutlivesTheManagerAndGoesOn() {
        HandedItem item = take();
        append(item, 0, bytes("before "));
        serving.close();
        open();
        append(item, 7, bytes("after"));
        assertThat(log("")).asString().isEqualTo("before after");
    }

    @Test
    void theLogsOfADeletedJobAreRemoved() {
        append(take(), 0, bytes("gone soon"));
        assertThat(files()).hasSize(1);
        serving.post("/v1/jobs/default/cancel");
        assertThat(serving.send(serving.request("/v1/jobs/default").DELETE()).statusCode())
                .isEqualTo(200);
        until(() -> !Files.exists(folder.resolve("data/logs/" + new JobId(7))));
        assertThat(refused(serving.get(LOG), 404).code()).isEqualTo("not_found");
    }

    @Test
    void ofManyAttemptsTheLastLogsAreKept() {
        for (int attempt = 1; attempt <= 12; attempt++) {
            HandedItem item = take();
            append(item, 0, bytes("attempt " + attempt));
            serving.exchange(++number, 0, ended(item, "released"));
        }
        assertThat(files()).hasSize(StoredLog.KEPT_ATTEMPTS);
        assertThat(log("?attempt=5")).asString().isEqualTo("attempt 5");
        assertThat(refused(serving.get(LOG + "?attempt=4"), 404).code()).isEqualTo("no_log");
    }

    @Test
    void whoSaysNothingHasAnEmptyLogAndNoFile() {
        assertThat(refused(serving.get(LOG), 404).message()).contains("never handed out");
        end(take());
        assertThat(log("")).isEmpty();
        assertThat(refused(serving.get(LOG + "?attempt=2"), 404).code()).isEqualTo("no_log");
        assertThat(folder.resolve("data/logs")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "?attempt=0,400,attempt",
        "?attempt=x,400,attempt",
        "?follow=1,400,follow",
        "?offset=1,400,follow",
        "?follow&offset=-1,400,offset",
        "?from=1,400,from"
    })
    void tellsWhatIsWrong(String query, int status, String named) {
        assertThat(refused(serving.get(LOG + query), status).message()).contains(named);
    }

    private HandedItem take() {
        return serving.exchange(++number, 1).items().get(0);
    }

    private void end(HandedItem item) {
        serving.exchange(++number, 0, ended(item, "done"));
    }

    private static EndedAttempt ended(HandedItem item, String how) {
        return new EndedAttempt(item.token(), how, null, null, null, null, null, null, null);
    }

    private HttpResponse<String> post(HandedItem item, long offset, byte[] more) {
        return serving.post(StoredLog.path(item.token()) + "?offset=" + offset, more);
    }

    private StoredLog append(HandedItem item, long offset, byte[] more) {
        return read(post(item, offset, more), StoredLog.class);
    }

    private byte[] log(String query) {
        HttpResponse<byte[]> answer = get(LOG + query, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<byte[]> get(String path, String range) {
        var request = serving.request(path);
        return send(
                range.isEmpty() ? request : request.header("Range", range), HttpResponse.BodyHandlers.ofByteArray());
    }

    private InputStream follow(String query) {
        return send(serving.request(LOG + "?follow" + query), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private <T> HttpResponse<T> send(java.net.http.HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder.resolve("data/logs"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
