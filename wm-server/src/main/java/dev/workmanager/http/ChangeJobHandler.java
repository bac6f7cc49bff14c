package dev.workmanager.http;

import dev.workmanager.rules.Command;
import dev.workmanager.rules.JobChange;
import dev.workmanager.store.Store;

/** {@code POST /v1/jobs/{job}/pause}, {@code resume} and {@code cancel}: answers the job as it is then. */
final class ChangeJobHandler implements Handler {
    private final Store store;
    private final Bodies bodies;
    private final JobChange change;

    ChangeJobHandler(Store store, Bodies bodies, JobChange change) {
        this.store = store;
        this.bodies = bodies;
        this.change = change;
    }

    @Override
    public void handle(Call call) {
        String name = call.parameter("job");
        bodies.skip(
                call,
                () -> call.await(
                        store.submit(new Command.ChangeJob(name, change)),
                        changed -> call.answer(JobViews.of(Jobs.named(name, store)))));
    }
}
