package dev.workmanager.http;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.rules.Command;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All routes on a port of their own, before a store in memory. */
public final class TestServer implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** The store behind it. */
    public final MemoryStore store;
    /** The time that it believes. */
    public final AtomicLong nanoTime;

    final Bodies bodies;
    final Audience audience;
    final Serving serving;

    private TestServer(Source source, Function<Long, @Nullable String> data, long memory) {
        this(source, data, memory, Tokens.NONE);
    }

    private TestServer(Source source, Function<Long, @Nullable String> data, long memory, Tokens tokens) {
        Job job = new Job(1, new JobId(7), Job.DEFAULT_NAME, source, Policy.DEFAULT, 0, true);
        store = new MemoryStore(job, data);
        serving = new Serving(store, memory, tokens);
        nanoTime = serving.nanoTime;
        bodies = serving.bodies;
        audience = serving.audience;
    }

    /** With a numeric range. */
    public static TestServer numeric(long from, long to) {
        return new TestServer(Source.numeric(from, to), index -> null, 1 << 20);
    }

    /** With a numeric range, and so much memory for bodies. */
    public static TestServer withMemory(long memory) {
        return new TestServer(Source.numeric(0, 9_999), index -> null, memory);
    }

    /** With tokens. */
    static TestServer guarded(Tokens tokens) {
        return new TestServer(Source.numeric(0, 9), index -> null, 1 << 20, tokens);
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
        return serving.address();
    }

    /** A socket to it. */
    public RawClient connect() {
        return new RawClient(address());
    }

    /** POSTs text. */
    public HttpResponse<String> post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** POSTs bytes. */
    public HttpResponse<String> post(String path, byte[] body) {
        return serving.post(path, body);
    }

    /** PUTs bytes. */
    public HttpResponse<String> put(String path, byte[] body) {
        return serving.put(path, "application/octet-stream", body);
    }

    /** GETs. */
    public HttpResponse<String> get(String path) {
        return serving.get(path);
    }

    /** GETs with a body. */
    public HttpResponse<String> getWithBody(String path, String body) {
        return send("GET", path, "", body);
    }

    /** Any method, with a body, and a header of authorization unless that is empty. */
    HttpResponse<String> send(String method, String path, String authorization, String body) {
        HttpRequest.Builder request = serving.request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return serving.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    /** So many seconds go by on the wall. */
    public void passTime(long seconds) {
        serving.wall.addAndGet(seconds * 1_000);
    }

    /** Another method. */
    public HttpResponse<String> send(String method, String path) {
        return serving.send(serving.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** An exchange of worker {@code w}, which is to be accepted. */
    ExchangeAnswer exchange(long number, int take, EndedAttempt... ended) {
        return serving.exchange(number, take, ended);
    }

    /** From now on its job has another policy. */
    void change(UnaryOperator<Policy.Builder> policy) {
        store.submit(new Command.ChangePolicy(
                        1, policy.apply(Policy.DEFAULT.change()).build()))
                .join();
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
        serving.stop();
    }

    @Override
    public void close() {
        serving.close();
    }
}
