package dev.workmanager.http;

import dev.workmanager.rules.Command;
import dev.workmanager.rules.Order;
import dev.workmanager.store.Store;

/** {@code POST /v1/workers/{id}/drain}, {@code pause} and {@code resume}: the worker hears of it with its next answer. */
final class OrderHandler implements Handler {
    private final Store store;
    private final Bodies bodies;
    private final WorkerViews views;
    private final Order order;

    OrderHandler(Store store, Bodies bodies, WorkerViews views, Order order) {
        this.store = store;
        this.bodies = bodies;
        this.views = views;
        this.order = order;
    }

    @Override
    public void handle(Call call) {
        String id = call.parameter("id");
        Command.OrderWorker command = new Command.OrderWorker(WorkerViews.id(id), order);
        bodies.skip(call, () -> call.await(store.submit(command), ordered -> call.answer(views.named(id))));
    }
}
