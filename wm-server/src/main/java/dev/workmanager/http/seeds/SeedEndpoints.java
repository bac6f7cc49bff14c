package dev.workmanager.http.seeds;

import dev.workmanager.http.Bodies;
import dev.workmanager.http.Endpoint;
import dev.workmanager.http.HttpMethod;
import dev.workmanager.http.Role;
import dev.workmanager.store.Store;
import java.util.List;

/** The seed's routes, each with and without a slash at its end. */
public final class SeedEndpoints {
    private SeedEndpoints() {}

    /**
     * The table.
     *
     * @param store what the requests change
     * @param bodies reads what they bring
     */
    public static List<Endpoint> of(Store store, Bodies bodies) {
        HandOver handOver = new HandOver(store);
        TakeHandler take = new TakeHandler(store, bodies, handOver);
        CompleteHandler complete = new CompleteHandler(store, bodies, handOver);
        StatusHandler status = new StatusHandler(store);
        return List.of(
                new Endpoint(HttpMethod.POST, "/job", Role.WORK, take),
                new Endpoint(HttpMethod.POST, "/job/", Role.WORK, take),
                new Endpoint(HttpMethod.POST, "/job/{id}", Role.WORK, complete),
                new Endpoint(HttpMethod.POST, "/job/{id}/", Role.WORK, complete),
                new Endpoint(HttpMethod.GET, "/status", Role.READ, status),
                new Endpoint(HttpMethod.GET, "/status/", Role.READ, status));
    }
}
