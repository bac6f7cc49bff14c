package dev.workmanager.http.seeds;

import dev.workmanager.http.Bodies;
import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.model.Job;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;

/** {@code POST /job}: hands out an item. A body means nothing. */
final class TakeHandler implements Handler {
    private final Store store;
    private final Bodies bodies;
    private final HandOver handOver;

    TakeHandler(Store store, Bodies bodies, HandOver handOver) {
        this.store = store;
        this.bodies = bodies;
        this.handOver = handOver;
    }

    @Override
    public void handle(Call call) {
        Wait wait = Wait.of(call);
        bodies.skip(
                call,
                () -> handOver.when(
                        store.submit(new Command.Take(Job.DEFAULT_NAME, wait.whileRunning(), wait.millis())), call));
    }
}
