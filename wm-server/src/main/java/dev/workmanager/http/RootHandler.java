package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Where every request comes in. Knows how many are under way, so that a stop can wait for them. Thread-safe. */
final class RootHandler implements HttpHandler, Call.Host {
    private final HttpLimits limits;
    private final Supplier<String> names;
    private final LongSupplier nanoTime;
    private final AtomicLong underWay = new AtomicLong();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private final RouteMeter elsewhere = new RouteMeter("", "");
    private volatile Routes routes = new Routes(List.of());
    private volatile boolean stopping;

    /**
     * @param limits what it bears of those who call
     * @param names one for each request that brings none
     * @param nanoTime monotonic time
     */
    RootHandler(HttpLimits limits, Supplier<String> names, LongSupplier nanoTime) {
        this.limits = limits;
        this.names = names;
        this.nanoTime = nanoTime;
    }

    void serve(Routes table) {
        routes = table;
    }

    @Override
    public HttpLimits limits() {
        return limits;
    }

    @Override
    public void handleRequest(HttpServerExchange http) {
        underWay.incrementAndGet();
        // From here on Undertow leaves the exchange alone: it may be read, and answered, whenever we like.
        http.dispatch(SameThreadExecutor.INSTANCE, () -> begin(http));
    }

    private void begin(HttpServerExchange http) {
        new Call(http, match(http), this).begin();
    }

    /** A request that cannot be served is a call, too: one that throws. */
    private Routes.Match match(HttpServerExchange http) {
        try {
            if (stopping) {
                http.setPersistent(false);
                throw new RefusedException(ErrorCode.UNAVAILABLE, "the manager is stopping");
            }
            return routes.find(http.getRequestMethod().toString(), http.getRelativePath());
        } catch (RefusedException | MethodNotAllowedException refused) {
            return new Routes.Match(call -> call.refuse(refused), elsewhere, Map.of());
        }
    }

    @Override
    public String newName() {
        return names.get();
    }

    @Override
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    @Override
    public void over() {
        if (underWay.decrementAndGet() == 0 && stopping) {
            idle.complete(null);
        }
    }

    /** From now on refuses what comes. Completes once all that was under way is answered. */
    CompletableFuture<Void> stop() {
        stopping = true;
        if (underWay.get() == 0) {
            idle.complete(null);
        }
        return idle;
    }

    List<Family> measure() {
        Family requests = Family.counter(
                "wm_http_requests",
                "Requests that were answered, by route; without one: what names no route, or comes while the manager stops.",
                "method",
                "route",
                "status");
        Family times = Family.histogram(
                "wm_http_request_duration_seconds",
                "From the request's head until its answer was out, or its client gone; with the wait for an item, and as long as a stream is open.",
                "method",
                "route");
        routes.measure(requests, times);
        elsewhere.measure(requests, times);
        return List.of(
                requests,
                times,
                Family.gauge("wm_http_requests_under_way", "Requests that are not answered yet.")
                        .with(underWay.get()));
    }
}
