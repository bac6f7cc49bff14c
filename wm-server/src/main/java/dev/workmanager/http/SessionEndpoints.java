package dev.workmanager.http;

import dev.workmanager.protocol.SessionStatus;
import java.util.List;

/** How a browser logs in and out. */
public final class SessionEndpoints {
    private SessionEndpoints() {}

    /**
     * The table.
     *
     * @param access knows the sessions
     * @param bodies reads what the requests bring
     */
    public static List<Endpoint> of(Access access, Bodies bodies) {
        String path = SessionStatus.PATH;
        return List.of(
                new Endpoint(HttpMethod.GET, path, Role.ANYBODY, new SessionHandler(access)),
                new Endpoint(HttpMethod.POST, path, Role.ANYBODY, new LoginHandler(access, bodies)),
                new Endpoint(HttpMethod.DELETE, path, Role.ANYBODY, new LogoutHandler(access)));
    }
}
