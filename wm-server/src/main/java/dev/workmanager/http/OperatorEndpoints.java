package dev.workmanager.http;

import dev.workmanager.metrics.Scrape;
import dev.workmanager.protocol.Health;
import dev.workmanager.store.Store;
import java.util.List;

/** The routes of those who look after the manager: whether it is there, whether it is ready, and its numbers. */
public final class OperatorEndpoints {
    private OperatorEndpoints() {}

    /** The table. */
    public static List<Endpoint> of(Store store, Scrape scrape) {
        return List.of(
                new Endpoint(HttpMethod.GET, Health.ALIVE_PATH, Role.ANYBODY, new HealthHandler()),
                new Endpoint(HttpMethod.GET, Health.READY_PATH, Role.ANYBODY, new ReadyHandler(store)),
                new Endpoint(HttpMethod.GET, "/metrics", Role.READ, new MetricsHandler(scrape)));
    }
}
