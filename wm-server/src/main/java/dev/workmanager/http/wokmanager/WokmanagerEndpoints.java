package dev.workmanager.http.wokmanager;

import dev.workmanager.http.Bodies;
import dev.workmanager.http.Endpoint;
import dev.workmanager.http.HttpMethod;
import dev.workmanager.http.Role;
import dev.workmanager.http.Roster;
import dev.workmanager.store.Store;
import java.util.List;

/**
 * wokmanager's routes: those of its first generation below {@code /worker}, of its second below {@code /api}. Their token may stand in the
 * URL, as its clients have it.
 */
public final class WokmanagerEndpoints {
    private WokmanagerEndpoints() {}

    /**
     * The table.
     *
     * @param store what the requests change
     * @param bodies reads what they bring, a GET too
     * @param roster who is there
     */
    public static List<Endpoint> of(Store store, Bodies bodies, Roster roster) {
        return List.of(
                new Endpoint(HttpMethod.POST, "/worker/state", Role.WORK, true, new RegisterHandler(store, bodies)),
                new Endpoint(HttpMethod.GET, "/worker/state", Role.READ, true, new StateHandler(bodies, roster)),
                new Endpoint(HttpMethod.POST, "/api/message", Role.WORK, true, new MessageHandler(store, bodies)),
                new Endpoint(HttpMethod.GET, "/api/message", Role.READ, true, new StreamHandler(store.registry())),
                new Endpoint(HttpMethod.GET, "/api/worker", Role.READ, true, new WorkerHandler(bodies, roster)));
    }
}
