package dev.workmanager.http;

import dev.workmanager.model.Job;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.store.Store;
import java.util.Optional;

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
        call.work(() -> item(job, index), call::answer);
    }

    /** As a page of one: there a cancelled job's items are cancelled, too. */
    private ItemStatus item(Job job, long index) {
        return views.whole(
                job, store.page(job, Optional.empty(), index, 1).items().get(0));
    }
}
