package dev.workmanager.http.wokmanager;

import dev.workmanager.http.ApiKeys;
import dev.workmanager.http.Bodies;
import dev.workmanager.http.Endpoint;
import dev.workmanager.http.GuardedHandler;
import dev.workmanager.http.Handler;
import dev.workmanager.http.HttpMethod;
import dev.workmanager.http.Roster;
import dev.workmanager.store.Store;
import java.util.List;

/** wokmanager's routes: those of its first generation below {@code /worker}, of its second below {@code /api}. */
public final class WokmanagerEndpoints {
    private WokmanagerEndpoints() {}

    /**
     * The table.
     *
     * @param store what the requests change
     * @param bodies reads what they bring, a GET too
     * @param roster who is there
     * @param keys open them
     */
    public static List<Endpoint> of(Store store, Bodies bodies, Roster roster, ApiKeys keys) {
        return List.of(
                guarded(HttpMethod.POST, "/worker/state", new RegisterHandler(store, bodies), keys),
                guarded(HttpMethod.GET, "/worker/state", new StateHandler(bodies, roster), keys),
                guarded(HttpMethod.POST, "/api/message", new MessageHandler(store, bodies), keys),
                guarded(HttpMethod.GET, "/api/message", new StreamHandler(store.registry()), keys),
                guarded(HttpMethod.GET, "/api/worker", new WorkerHandler(bodies, roster), keys));
    }

    private static Endpoint guarded(HttpMethod method, String path, Handler handler, ApiKeys keys) {
        return new Endpoint(method, path, GuardedHandler.alsoInQuery(keys, handler));
    }
}
