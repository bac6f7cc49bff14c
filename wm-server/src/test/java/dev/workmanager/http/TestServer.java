package dev.workmanager.http;

import dev.workmanager.http.seeds.SeedEndpoints;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All routes on a port of their own, before a store in memory. */
public final class TestServer implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** The store behind it. */
    public final MemoryStore store;
    /** The time that it believes. */
    public final AtomicLong nanoTime = new AtomicLong();

    final Bodies bodies;
    final Audience audience = new Audience(nanoTime::get);
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServer(Source source, Function<Long, @Nullable String> data, long memory) {
        Job job = new Job(1, new JobId(7), Job.DEFAULT_NAME, source, Policy.DEFAULT, 0, true);
        AtomicInteger names = new AtomicInteger();
        store = new MemoryStore(job, data);
        bodies = new Bodies(memory, store, () -> "part-" + names.incrementAndGet());
        List<Endpoint> endpoints = new ArrayList<>(NativeEndpoints.of(store, bodies, audience, nanoTime::get));
        endpoints.addAll(SeedEndpoints.of(store, bodies));
        server = HttpServer.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                2,
                () -> "instance-" + names.incrementAndGet());
        server.serve(endpoints);
    }

    /** With a numeric range. */
    public static TestServer numeric(long from, long to) {
        return new TestServer(Source.numeric(from, to), index -> null, 1 << 20);
    }

    /** With a numeric range, and so much memory for bodies. */
    public static TestServer withMemory(long memory) {
        return new TestServer(Source.numeric(0, 9_999), index -> null, memory);
    }

    /** With a list. */
    public static TestServer list(String... items) {
        return new TestServer(
                new Source(Source.Kind.LIST, 1, items.length, "list:"),
                index -> items[Math.toIntExact(index)],
                1 << 20);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** A socket to it. */
    public RawClient connect() {
        return new RawClient(address());
    }

    /** POSTs text. */
    public HttpResponse<String> post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** POSTs bytes. */
    public HttpResponse<String> post(String path, byte[] body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** PUTs bytes. */
    public HttpResponse<String> put(String path, byte[] body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** GETs. */
    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Another method. */
    public HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address().getPort() + path))
                .timeout(DEADLINE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until something is so. */
    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not come about within " + DEADLINE);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Takes no more requests. */
    public void stop() {
        server.stop();
    }

    @Override
    public void close() {
        server.stop();
        store.close();
        server.close();
    }
}
