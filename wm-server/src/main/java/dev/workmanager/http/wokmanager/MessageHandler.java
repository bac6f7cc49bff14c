package dev.workmanager.http.wokmanager;

import dev.workmanager.http.Bodies;
import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;

/** {@code POST /api/message}: as {@code POST /v1/messages}, answered with nothing. */
final class MessageHandler implements Handler {
    private final Store store;
    private final Bodies bodies;

    MessageHandler(Store store, Bodies bodies) {
        this.store = store;
        this.bodies = bodies;
    }

    @Override
    public void handle(Call call) {
        bodies.read(call, Bodies.REPORT, body -> {
            Report report = Json.read(body, Report.class);
            call.await(store.submit(new Command.Tell(report, false), call::releaseBody), message -> call.end());
        });
    }
}
