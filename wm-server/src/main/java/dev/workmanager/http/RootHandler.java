package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Where every request comes in. Knows how many are under way, so that a stop can wait for them. Thread-safe. */
final class RootHandler implements HttpHandler {
    private final Supplier<String> instances;
    private final AtomicLong underWay = new AtomicLong();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private volatile Routes routes = new Routes(List.of());
    private volatile boolean stopping;

    RootHandler(Supplier<String> instances) {
        this.instances = instances;
    }

    void serve(Routes table) {
        routes = table;
    }

    @Override
    public void handleRequest(HttpServerExchange http) {
        underWay.incrementAndGet();
        // From here on Undertow leaves the exchange alone: it may be read, and answered, whenever we like.
        http.dispatch(SameThreadExecutor.INSTANCE, () -> begin(http));
    }

    private void begin(HttpServerExchange http) {
        new Call(http, match(http), instances, this::over, () -> stopping).begin();
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
            Handler refuses = call -> call.refuse(refused);
            return new Routes.Match(new Endpoint(HttpMethod.GET, "", Role.ANYBODY, refuses), Map.of());
        }
    }

    private void over() {
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
}
