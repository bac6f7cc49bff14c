package dev.workmanager.http;

import dev.workmanager.model.Job;
import dev.workmanager.store.Store;

/** {@code GET /v1/jobs/{job}/items/{id}}. */
final class ItemHandler implements Handler {
    private final Store store;
    private final ItemViews views;

    ItemHandler(Store store, ItemViews views) {
        this.store = store;
        this.views = views;
    }

    @Override
    public void handle(Call call) {
        Job job = Jobs.of(call, store).job();
        long index = Jobs.index(call, job);
        call.work(() -> views.one(job, index), call::answer);
    }
}
