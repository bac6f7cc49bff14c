package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table, ready to be searched: paths without a parameter first, the others in their order. Thread-safe. */
final class Routes {
    /** What a request is for. */
    record Match(Handler handler, RouteMeter meter, Map<String, String> parameters) {}

    private record Counted(Handler handler, RouteMeter meter) {
        Match with(Map<String, String> parameters) {
            return new Match(handler, meter, parameters);
        }
    }

    private record Route(String[] segments, Map<HttpMethod, Counted> endpoints) {}

    private final Map<String, Route> plain = new HashMap<>();
    private final List<Route> templates = new ArrayList<>();
    private final List<RouteMeter> meters = new ArrayList<>();

    Routes(List<Endpoint> endpoints) {
        Map<String, Route> known = new HashMap<>();
        for (Endpoint endpoint : endpoints) {
            Route route = known.computeIfAbsent(endpoint.template(), this::add);
            RouteMeter meter = new RouteMeter(endpoint.method().name(), endpoint.template());
            meters.add(meter);
            if (route.endpoints().put(endpoint.method(), new Counted(endpoint.handler(), meter)) != null) {
                throw new IllegalArgumentException("two endpoints " + endpoint.method() + " " + endpoint.template());
            }
        }
    }

    private Route add(String template) {
        Route route = new Route(template.split("/", -1), new EnumMap<>(HttpMethod.class));
        if (template.indexOf('{') < 0) {
            plain.put(template, route);
        } else {
            templates.add(route);
        }
        return route;
    }

    /**
     * Finds the endpoint of a request.
     *
     * @param method the method's name
     * @param path the path, decoded
     * @throws RefusedException if the path names nothing
     * @throws MethodNotAllowedException if it names something that does not take this method
     */
    Match find(String method, String path) {
        Route route = plain.get(path);
        if (route != null) {
            return endpoint(route, method, path).with(Map.of());
        }
        String[] segments = path.split("/", -1);
        for (Route candidate : templates) {
            Map<String, String> parameters = parameters(candidate.segments(), segments);
            if (parameters != null) {
                return endpoint(candidate, method, path).with(parameters);
            }
        }
        throw new RefusedException(ErrorCode.NOT_FOUND, "there is nothing at " + path);
    }

    /** Adds the numbers of all routes. */
    void measure(Family requests, Family times) {
        meters.forEach(meter -> meter.measure(requests, times));
    }

    private static Counted endpoint(Route route, String method, String path) {
        // HEAD is GET without the body; the server leaves that out by itself.
        String asked = method.equals("HEAD") ? "GET" : method;
        for (Map.Entry<HttpMethod, Counted> entry : route.endpoints().entrySet()) {
            if (entry.getKey().name().equals(asked)) {
                return entry.getValue();
            }
        }
        throw new MethodNotAllowedException(method, path, route.endpoints().keySet());
    }

    private static @Nullable Map<String, String> parameters(String[] template, String[] path) {
        if (template.length != path.length) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>(2);
        for (int i = 0; i < template.length; i++) {
            if (template[i].startsWith("{")) {
                if (path[i].isEmpty()) {
                    return null;
                }
                parameters.put(template[i].substring(1, template[i].length() - 1), path[i]);
            } else if (!template[i].equals(path[i])) {
                return null;
            }
        }
        return parameters;
    }
}
