package dev.workmanager.http;

import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.Report;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;

/** {@code POST /v1/messages}. */
final class ReportHandler implements Handler {
    private final Store store;
    private final Bodies bodies;

    ReportHandler(Store store, Bodies bodies) {
        this.store = store;
        this.bodies = bodies;
    }

    @Override
    public void handle(Call call) {
        Queries.requireNone(call);
        bodies.read(
                call,
                Bodies.REPORT,
                body -> call.await(
                        store.submit(new Command.Tell(Json.read(body, Report.class), false), call::releaseBody),
                        message -> call.answer(MessagesHandler.view(message.orElseThrow()))));
    }
}
