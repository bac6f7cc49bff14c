package dev.workmanager.http;

import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.RequestId;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * One request and its answer. Its methods are called on the IO thread of the request, which is where everything that they run later
 * runs, too, unless it says otherwise; so a handler needs no lock.
 */
public final class Call implements ExchangeCompletionListener {
    private static final String JSON = "application/json";
    private static final String SESSION = "wm-session";
    private static final HttpString RESOURCE_POLICY = HttpString.tryFromString("Cross-Origin-Resource-Policy");
    private static final HttpString REQUEST_ID = new HttpString(RequestId.HEADER);
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.workmanager.http.access");

    /** Where calls come in. */
    interface Host {
        /** One that nobody else has, for a request that brings none. */
        String newName();

        /** Monotonic time. */
        long nanoTime();

        /** Whether the manager is ending. */
        boolean stopping();

        /** What it bears of those who call. */
        HttpLimits limits();

        /** A call is over. */
        void over();
    }

    private final HttpServerExchange http;
    private final Routes.Match match;
    private final Host host;
    private final ClientWatch client;
    private final String id;
    private final long began;
    private volatile BodyBudget.@Nullable Share memory;

    Call(HttpServerExchange http, Routes.Match match, Host host) {
        this.http = http;
        this.match = match;
        this.host = host;
        this.client = new ClientWatch(http);
        this.began = host.nanoTime();
        this.id = id(http.getRequestHeaders().getFirst(REQUEST_ID));
        http.getResponseHeaders().put(REQUEST_ID, id);
        http.addExchangeCompleteListener(this);
        harmless();
    }

    /** What items bring and give is whatever somebody likes: no browser is to run it, frame it, guess at it or keep it. */
    private void harmless() {
        header(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        header(Headers.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox");
        header(Headers.REFERRER_POLICY, "no-referrer");
        header(RESOURCE_POLICY, "same-origin");
        header(Headers.CACHE_CONTROL, "no-store");
    }

    private String id(@Nullable String brought) {
        return brought != null && RequestId.allows(brought) ? brought : host.newName();
    }

    /** What the request is called: in the log, in a refusal, and by the client. */
    String id() {
        return id;
    }

    void begin() {
        guarded(() -> match.handler().handle(this));
    }

    /** What is borne of its client. */
    HttpLimits limits() {
        return host.limits();
    }

    HttpServerExchange http() {
        return http;
    }

    /** What stands in the path where the endpoint's template has a parameter of this name. */
    public String parameter(String name) {
        return Optional.ofNullable(match.parameters().get(name)).orElseThrow();
    }

    /** The first value of a query parameter, decoded. */
    public Optional<String> query(String name) {
        Deque<String> values = http.getQueryParameters().get(name);
        return values == null ? Optional.empty() : Optional.ofNullable(values.peekFirst());
    }

    /** All values of a query parameter, decoded. */
    List<String> queries(String name) {
        Deque<String> values = http.getQueryParameters().get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /** All query parameters, decoded. */
    Map<String, Deque<String>> queries() {
        return http.getQueryParameters();
    }

    /** The first value of a header. */
    public Optional<String> header(HttpString name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    /** The session that a browser brings. */
    Optional<String> session() {
        return Optional.ofNullable(http.getRequestCookie(SESSION)).map(Cookie::getValue);
    }

    /** The answer gives the browser a session; an empty one takes it away. */
    void session(String id) {
        header(
                Headers.SET_COOKIE,
                SESSION + "=" + id + "; Path=/; HttpOnly; SameSite=Strict" + (http.isSecure() ? "; Secure" : "")
                        + (id.isEmpty() ? "; Max-Age=0" : ""));
    }

    /** Whose request it is, as far as the network knows. */
    InetAddress from() {
        return http.getSourceAddress().getAddress();
    }

    /** Whether it came from this very machine, by an address that no other one reaches. */
    boolean overLoopback() {
        return http.getDestinationAddress().getAddress().isLoopbackAddress();
    }

    /** Whether the client names a media type as one that it accepts. */
    public boolean accepts(String type) {
        return header(Headers.ACCEPT).filter(types -> types.contains(type)).isPresent();
    }

    /**
     * Goes on once an answer of the store is there. Holds no thread meanwhile.
     *
     * @param answer what to wait for; a failure is refused to the client
     * @param then what to do with it
     */
    public <A> void await(CompletableFuture<A> answer, Consumer<A> then) {
        if (!answer.isDone()) {
            client.begin();
        }
        CompletableFuture<A> unused = answer.whenComplete((value, failure) -> onIoThread(() -> {
            if (failure == null) {
                then.accept(value);
            } else {
                refuse(failure);
            }
        }));
    }

    /**
     * Goes on after something that blocks.
     *
     * @param work runs on a worker thread
     * @param then what to do with what it gives
     */
    public <A> void work(Supplier<? extends A> work, Consumer<A> then) {
        onWorker(() -> {
            A result = work.get();
            onIoThread(() -> then.accept(result));
        });
    }

    /** Runs something on the IO thread: at once, where this is it. */
    void onIoThread(Runnable task) {
        if (http.isInIoThread()) {
            guarded(task);
        } else {
            later(task);
        }
    }

    /** Runs something on the IO thread, after what waits there already; not at all once the server is closed. */
    void later(Runnable task) {
        try {
            http.getIoThread().execute(() -> guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("a request is not answered any more: the server is closed, and so is its connection");
        }
    }

    /** Runs something on the IO thread after a while. */
    XnioExecutor.Key later(Runnable task, long millis) {
        return http.getIoThread().executeAfter(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
    }

    /** Begins to look whether the client goes away. */
    void watchClient(Runnable whenGone) {
        client.begin(whenGone);
    }

    /** Runs something that may block on a worker thread. */
    void onWorker(Runnable task) {
        http.getConnection().getWorker().execute(() -> {
            try {
                task.run();
            } catch (Throwable failure) { // whatever it is, the client gets an answer
                onIoThread(() -> refuse(failure));
            }
        });
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) { // whatever it is, the client gets an answer
            refuse(failure);
        }
    }

    /** Takes charge of the memory that the request's body takes up. */
    void holds(BodyBudget.Share share) {
        memory = share;
    }

    /** The body is not needed in memory any more. From any thread; more than once does no harm. */
    public void releaseBody() {
        BodyBudget.Share held = memory;
        if (held != null) {
            held.release();
        }
    }

    /** Answers with a status, and a record as JSON. */
    public void answer(int status, Object record) {
        status(status);
        answer(record);
    }

    /** Answers 200 with a record as JSON. */
    public void answer(Object record) {
        send(Json.write(record), IoCallback.END_EXCHANGE);
    }

    /** Answers 200 with JSON that was written before. */
    void answerJson(byte[] json) {
        send(json, IoCallback.END_EXCHANGE);
    }

    /**
     * Answers 200 with a record as JSON, to a client that must not lose it.
     *
     * @param undelivered runs if the client is gone, so that the answer cannot be written
     */
    public void answer(Object record, Runnable undelivered) {
        if (client.gone()) {
            undelivered.run();
            IoUtils.safeClose(http.getConnection());
        } else {
            send(Json.write(record), new Delivery(undelivered));
        }
    }

    /** The path of the request, decoded. */
    public String path() {
        return http.getRelativePath();
    }

    /** Whether the request only reads: a GET, or a HEAD. */
    public boolean reads() {
        return http.getRequestMethod().equals(Methods.GET) || asksForHeadOnly();
    }

    /** Whether the request is a HEAD. */
    boolean asksForHeadOnly() {
        return http.getRequestMethod().equals(Methods.HEAD);
    }

    /** The answer has another status than 200. */
    public void status(int status) {
        http.setStatusCode(status);
    }

    /** The answer has a header more. */
    public void header(HttpString name, String value) {
        http.getResponseHeaders().put(name, value);
    }

    /** Whether the manager is ending: what goes on for long is to come to its end. Any thread. */
    boolean stopping() {
        return host.stopping();
    }

    /** Whether the client has gone away, as far as is known. */
    boolean clientGone() {
        return client.gone();
    }

    /** Answers 200 with something of a media type. */
    void answer(String type, byte[] body) {
        send(type, body, IoCallback.END_EXCHANGE);
    }

    /** Answers with nothing more. */
    public void end() {
        http.endExchange();
    }

    /** Closes something once the answer is out, or cannot be written. */
    void closeWhenOver(Closeable used) {
        http.addExchangeCompleteListener((exchange, next) -> {
            IoUtils.safeClose(used);
            next.proceed();
        });
    }

    /** Answers with something long of a media type, piece by piece as the client takes it. */
    void stream(String type, Pieces pieces) {
        http.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        new StreamedAnswer(this, pieces).begin();
    }

    /** Likewise, each piece when there is one; to a HEAD with nothing. */
    void streamLive(String type, Pieces pieces) {
        http.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        if (asksForHeadOnly()) {
            end();
        } else {
            client.begin();
            new LiveAnswer(this, pieces).begin();
        }
    }

    /** Likewise, of a length that is known; to a HEAD with the length alone. */
    public void stream(String type, long length, Pieces pieces) {
        http.setResponseContentLength(length);
        if (asksForHeadOnly()) {
            http.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
            end();
        } else {
            stream(type, pieces);
        }
    }

    /** Answers 200 with JSON that is too long to be built at once, piece by piece as the client takes it. */
    public void stream(Pieces pieces) {
        stream(JSON, pieces);
    }

    /** Answers that it will not be done, with the one body that every refusal has. */
    public void refuse(Throwable why) {
        Refusal refusal = Refusal.of(why);
        log(refusal, why);
        if (http.isResponseStarted()) {
            // Half of an answer must not look like a whole one.
            IoUtils.safeClose(http.getConnection());
            return;
        }
        if (HttpContinue.requiresContinueResponse(http)) {
            // The client was not asked for its body; whether it sends it all the same nobody knows.
            http.setPersistent(false);
        }
        http.setStatusCode(refusal.code().status());
        refusal.headers().forEach((name, value) -> http.getResponseHeaders().put(name, value));
        send(Json.write(new ErrorBody(refusal.code().code(), refusal.message(), id)), IoCallback.END_EXCHANGE);
    }

    private void log(Refusal refusal, Throwable why) {
        Level level = switch (refusal.code()) {
            case INTERNAL, STORAGE_FULL -> Level.ERROR;
            case UNAVAILABLE -> Level.DEBUG;
            default -> Level.INFO;
        };
        LoggingEventBuilder line = LOG.atLevel(level).addKeyValue("request", id);
        boolean defect = refusal.code() == ErrorCode.INTERNAL;
        (defect ? line.setCause(why) : line)
                .log(
                        "{} {} from {}: {} {}, request {}{}",
                        http.getRequestMethod(),
                        http.getRequestURI(),
                        http.getSourceAddress(),
                        refusal.code().status(),
                        refusal.code().code(),
                        id,
                        defect ? "" : ": " + refusal.message().replaceAll("\\p{Cntrl}", "?"));
    }

    private void logAccess(long nanos) {
        if (ACCESS.isDebugEnabled()) {
            ACCESS.atDebug()
                    .addKeyValue("request", id)
                    .log(
                            "{} {} from {}: {} after {} ms, request {}",
                            http.getRequestMethod(),
                            http.getRequestURI(),
                            http.getSourceAddress(),
                            http.getStatusCode(),
                            nanos / 1_000_000,
                            id);
        }
    }

    private void send(byte[] json, IoCallback callback) {
        send(JSON, json, callback);
    }

    private void send(String type, byte[] body, IoCallback callback) {
        http.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        http.setResponseContentLength(body.length);
        new WholeAnswer(this, callback).send(body);
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        releaseBody();
        long took = host.nanoTime() - began;
        match.meter().answered(exchange.getStatusCode(), took);
        logAccess(took);
        host.over();
        next.proceed();
    }

    /** Whether an answer went out. */
    private record Delivery(Runnable undelivered) implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            IoCallback.END_EXCHANGE.onComplete(exchange, sender);
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
            undelivered.run();
            IoCallback.END_EXCHANGE.onException(exchange, sender, failure);
        }
    }
}
