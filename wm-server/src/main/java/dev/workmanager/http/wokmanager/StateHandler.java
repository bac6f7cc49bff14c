package dev.workmanager.http.wokmanager;

import dev.workmanager.http.Bodies;
import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.http.Roster;
import dev.workmanager.protocol.Json;
import org.jspecify.annotations.Nullable;

/** {@code GET /worker/state}: who is there; the body says whom to look for. */
final class StateHandler implements Handler {
    private record Wanted(@Nullable String id) {}

    private final Bodies bodies;
    private final Roster roster;

    StateHandler(Bodies bodies, Roster roster) {
        this.bodies = bodies;
        this.roster = roster;
    }

    @Override
    public void handle(Call call) {
        bodies.read(call, Bodies.REPORT, body -> {
            String id = Json.read(body, Wanted.class).id();
            call.work(() -> Found.of(roster, id, "id"), call::answer);
        });
    }
}
