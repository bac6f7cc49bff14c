package dev.workmanager.http.wokmanager;

import dev.workmanager.http.Bodies;
import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.http.Roster;
import dev.workmanager.protocol.Json;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/worker}: as {@code GET /worker/state}, with another name for the name. */
final class WorkerHandler implements Handler {
    private record Wanted(@Nullable String worker) {}

    private final Bodies bodies;
    private final Roster roster;

    WorkerHandler(Bodies bodies, Roster roster) {
        this.bodies = bodies;
        this.roster = roster;
    }

    @Override
    public void handle(Call call) {
        bodies.read(call, Bodies.REPORT, body -> {
            String worker = Json.read(body, Wanted.class).worker();
            call.work(() -> Found.of(roster, worker, "worker"), call::answer);
        });
    }
}
