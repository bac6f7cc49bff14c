package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.http.seeds.SeedEndpoints;
import dev.workmanager.http.wokmanager.WokmanagerEndpoints;
import dev.workmanager.metrics.prometheus.Exposition;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.Json;
import dev.workmanager.store.EventLog;
import dev.workmanager.store.JobMeasures;
import dev.workmanager.store.Store;
import dev.workmanager.store.embedded.EmbeddedOptions;
import dev.workmanager.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** All routes before a store, on a port of their own, and somebody who asks. */
final class Serving implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    final AtomicLong nanoTime = new AtomicLong();
    final AtomicLong wall = new AtomicLong(1_700_000_000_000L);
    final Audience audience = new Audience(nanoTime::get);
    private final AtomicLong ids = new AtomicLong(0x100);
    final Bodies bodies;
    final List<Endpoint> endpoints;
    final RateHistory rates;
    final Access access;
    private final Store store;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Of a store that lies on disk. */
    static Serving onDisk(Path folder) {
        return onDisk(folder, HttpLimits.DEFAULT);
    }

    static Serving onDisk(Path folder, HttpLimits limits) {
        return new Serving(
                EmbeddedStore.open(EmbeddedOptions.of(
                        folder.resolve("data"),
                        folder.resolve("out"),
                        InstantSource.system(),
                        System::nanoTime,
                        new Random(5),
                        64 << 20)),
                1 << 20,
                Tokens.NONE,
                limits);
    }

    Serving(Store store, long memory) {
        this(store, memory, Tokens.NONE);
    }

    Serving(Store store, long memory, Tokens tokens) {
        this(store, memory, tokens, HttpLimits.DEFAULT);
    }

    Serving(Store store, long memory, Tokens tokens, HttpLimits limits) {
        this.store = store;
        AtomicInteger names = new AtomicInteger();
        InstantSource clock = () -> Instant.ofEpochMilli(wall.get());
        Presence presence = new Presence(clock, worker -> store.worker(worker).isPresent());
        bodies = new Bodies(memory, store, () -> "part-" + names.incrementAndGet());
        server = HttpServer.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                2,
                limits,
                Optional.empty(),
                () -> "instance-" + names.incrementAndGet(),
                nanoTime::get);
        endpoints = new ArrayList<>(NativeEndpoints.of(
                store, bodies, audience, presence, clock, nanoTime::get, ids::incrementAndGet, false));
        endpoints.addAll(MessageEndpoints.of(store, bodies));
        endpoints.addAll(SeedEndpoints.of(store, bodies));
        endpoints.addAll(WokmanagerEndpoints.of(store, bodies, new Roster(store, presence)));
        rates = new RateHistory(store, clock);
        endpoints.add(rates.endpoint());
        access = new Access(tokens, nanoTime::get, new Random(7));
        endpoints.addAll(SessionEndpoints.of(access, bodies));
        endpoints.addAll(OperatorEndpoints.of(
                store,
                new Exposition(
                        List.of(new JobMeasures(store), new WorkerMeasures(store, presence), store, bodies, server))));
        server.serve(endpoints, access);
    }

    InetSocketAddress address() {
        return server.address();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address().getPort() + path))
                .timeout(DEADLINE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path) {
        return post(path, new byte[0]);
    }

    HttpResponse<String> post(String path, byte[] body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> put(String path, String type, byte[] body) {
        return send(request(path).header("Content-Type", type).PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** One of worker {@code w}, which is to be accepted. */
    ExchangeAnswer exchange(long number, int take, EndedAttempt... ended) {
        return read(
                post(
                        ExchangeRequest.PATH,
                        Json.write(new ExchangeRequest("w", 0, number, null, List.of(ended), take, 0, null, null))),
                ExchangeAnswer.class);
    }

    /** The body of an answer that says yes. */
    static <T> T read(HttpResponse<String> response, Class<T> type) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8), type);
    }

    /** The body of a refusal. */
    static ErrorBody refused(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8), ErrorBody.class);
    }

    WrittenEvents written() {
        return new WrittenEvents(new EventTexts(store));
    }

    EventLog events() {
        return store.events();
    }

    void stop() {
        server.stop();
    }

    @Override
    public void close() {
        server.stop();
        store.close();
        server.close();
    }
}
