package dev.workmanager.cli;

import dev.workmanager.protocol.About;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A worker by hand, of one slot. */
final class TestWorker {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String manager;
    private final String id;
    private final About about;
    private long number;

    TestWorker(String manager, String id, About about) {
        this.manager = manager;
        this.id = id;
        this.about = about;
    }

    /** Takes an item of a job. */
    HandedItem take(String job) {
        return exchange(List.of(), 1, job).items().get(0);
    }

    /** It is done. */
    void done(HandedItem item, String result) {
        exchange(
                List.of(new EndedAttempt(
                        item.token(),
                        "done",
                        result.getBytes(StandardCharsets.UTF_8),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)),
                0,
                item.job());
    }

    /** It has failed. */
    void failed(HandedItem item, int exit, String stderr) {
        exchange(
                List.of(new EndedAttempt(item.token(), "failed", null, null, null, exit, null, stderr, null)),
                0,
                item.job());
    }

    /** It says something. */
    void says(HandedItem item, String text) {
        post("/v1/leases/" + item.token() + "/log?offset=0", text.getBytes(StandardCharsets.UTF_8));
    }

    private ExchangeAnswer exchange(List<EndedAttempt> ended, int take, String job) {
        ExchangeRequest request = new ExchangeRequest(id, 0, ++number, about, ended, take, 0, job, null);
        return Json.read(post("/v1/exchange", Json.write(request)), ExchangeAnswer.class);
    }

    byte[] post(String path, byte[] body) {
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(URI.create(manager + path))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new AssertionError(path + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
