package dev.workmanager.http;

import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.protocol.StoredResult;
import dev.workmanager.store.Store;
import java.util.List;
import java.util.function.LongSupplier;

/** The routes below {@code /v1}, and those that look after the manager itself. */
public final class NativeEndpoints {
    private NativeEndpoints() {}

    /**
     * The table.
     *
     * @param store what the requests change
     * @param bodies reads what they bring
     * @param audience is told who is there, and who was told that all is finished
     * @param nanoTime monotonic time, for the renewals of a lease while its result arrives
     */
    public static List<Endpoint> of(Store store, Bodies bodies, Audience audience, LongSupplier nanoTime) {
        Handler health = new HealthHandler();
        return List.of(
                new Endpoint(
                        HttpMethod.POST, ExchangeRequest.PATH, new ExchangeHandler(store, bodies, audience, false)),
                new Endpoint(HttpMethod.POST, RenewRequest.PATH, new RenewHandler(store, bodies)),
                new Endpoint(HttpMethod.PUT, StoredResult.path("{token}"), new ResultHandler(store, bodies, nanoTime)),
                new Endpoint(HttpMethod.GET, "/healthz", health),
                new Endpoint(HttpMethod.GET, "/readyz", health));
    }
}
