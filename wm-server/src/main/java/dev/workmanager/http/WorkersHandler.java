package dev.workmanager.http;

import dev.workmanager.protocol.About;
import dev.workmanager.protocol.WorkerList;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.Store;
import dev.workmanager.store.WorkerStatus;
import java.util.Optional;

/** {@code GET /v1/workers}: all, or those whose group and id match. */
final class WorkersHandler implements Handler {
    private final Store store;
    private final WorkerViews views;

    WorkersHandler(Store store, WorkerViews views) {
        this.store = store;
        this.views = views;
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, "group", "id");
        String group = call.query("group").orElse("*");
        String id = call.query("id").orElse("*");
        call.work(() -> list(group, id), call::answer);
    }

    private WorkerList list(String group, String id) {
        return new WorkerList(store.workers().stream()
                .filter(status -> Wildcards.match(id, status.worker().id().text()))
                .filter(status -> Wildcards.match(group, group(status)))
                .map(views::of)
                .toList());
    }

    /** Empty for a worker that has named none. */
    private static String group(WorkerStatus status) {
        return Optional.of(status)
                .map(WorkerStatus::worker)
                .map(Worker::about)
                .map(About::group)
                .orElse("");
    }
}
