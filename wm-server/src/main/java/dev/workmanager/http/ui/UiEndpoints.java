package dev.workmanager.http.ui;

import dev.workmanager.http.Endpoint;
import dev.workmanager.http.Handler;
import dev.workmanager.http.HttpMethod;
import dev.workmanager.http.Role;
import java.util.ArrayList;
import java.util.List;

/** The way to the dashboard, and its files. They hold no data, so whoever reaches the port may have them. */
public final class UiEndpoints {
    /** Where the dashboard is. */
    static final String PATH = "/ui/";

    private UiEndpoints() {}

    /** The table. */
    public static List<Endpoint> of() {
        WebFiles files = new WebFiles();
        Handler door = new FrontDoorHandler();
        Handler file = new FileHandler(files);
        List<Endpoint> table = new ArrayList<>();
        for (HttpMethod method : HttpMethod.values()) {
            table.add(new Endpoint(method, "/", Role.ANYBODY, door));
        }
        table.add(new Endpoint(HttpMethod.GET, "/ui", Role.ANYBODY, door));
        table.add(new Endpoint(HttpMethod.GET, PATH, Role.ANYBODY, new PageHandler(files)));
        table.add(new Endpoint(HttpMethod.GET, PATH + "{version}/{file}", Role.ANYBODY, file));
        table.add(new Endpoint(HttpMethod.GET, PATH + "{version}/{folder}/{file}", Role.ANYBODY, file));
        return table;
    }
}
