package dev.workmanager.dashboard;

import dev.workmanager.protocol.About;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker by hand, and whoever else speaks to the manager. For one thread. */
final class Hand {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String manager;
    private final String id;
    private final About about;
    private final String token;
    private long number;

    Hand(String manager, String id, @Nullable String group, String host) {
        this(manager, id, group, host, "none");
    }

    /** One who brings a token. */
    Hand(String manager, String id, @Nullable String group, String host, String token) {
        this.manager = manager;
        this.id = id;
        this.about = new About(group, host, 4711L, "1", null);
        this.token = token;
    }

    List<HandedItem> take(String job, int most) {
        return exchange(job, most, List.of());
    }

    void done(HandedItem item, String result) {
        exchange(item.job(), 0, List.of(ended(item, "done", result.getBytes(StandardCharsets.UTF_8), null, null)));
    }

    void failed(HandedItem item, String stderr) {
        exchange(item.job(), 0, List.of(ended(item, "failed", null, 3, stderr)));
    }

    /** All of these are done, without a result, but each so many-th; takes as many again. */
    List<HandedItem> done(List<HandedItem> items, int failing) {
        List<EndedAttempt> ended = items.stream()
                .map(item -> item.id() % failing == 0
                        ? ended(item, "failed", null, 3, "no such file\n")
                        : ended(item, "done", null, null, null))
                .toList();
        return exchange(items.get(0).job(), items.size(), ended);
    }

    /** What the program of an attempt says first. */
    void says(HandedItem item, String text) {
        send("POST", "/v1/leases/" + item.token() + "/log?offset=0", "application/octet-stream", text);
    }

    private static EndedAttempt ended(
            HandedItem item, String end, byte @Nullable [] result, @Nullable Integer exit, @Nullable String stderr) {
        return new EndedAttempt(item.token(), end, result, null, null, exit, null, stderr, null);
    }

    private List<HandedItem> exchange(String job, int take, List<EndedAttempt> ended) {
        ExchangeRequest request = new ExchangeRequest(id, 0, ++number, about, ended, take, 0, job, null);
        String body = new String(Json.write(request), StandardCharsets.UTF_8);
        String answer = send("POST", ExchangeRequest.PATH, "application/json", body);
        return Json.read(answer.getBytes(StandardCharsets.UTF_8), ExchangeAnswer.class)
                .items();
    }

    String send(String method, String path, String type, String body) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(manager + path))
                            .header("Content-Type", type)
                            .header("Authorization", "Bearer " + token)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
