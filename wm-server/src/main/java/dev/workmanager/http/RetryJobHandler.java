package dev.workmanager.http;

import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;
import java.util.EnumSet;
import java.util.Optional;

/**
 * {@code POST /v1/jobs/{job}/retry}: all items that have failed are tried again. It walks through them, some hundred a command, and
 * others are served in between; cut off on its way it has done a part, and repeated does the rest.
 */
final class RetryJobHandler implements Handler {
    private static final int BATCH = 500;

    private final Store store;
    private final Bodies bodies;

    RetryJobHandler(Store store, Bodies bodies) {
        this.store = store;
        this.bodies = bodies;
    }

    @Override
    public void handle(Call call) {
        Job job = Jobs.of(call, store).job();
        bodies.skip(call, () -> walk(call, job, 0, 0));
    }

    private void walk(Call call, Job job, long from, long before) {
        call.work(() -> store.page(job, Optional.of(ItemState.FAILED), from, BATCH), page -> {
            // Even without an item: the rules say whether the job may be retried at all.
            Command.Retry retry = new Command.Retry(job.no(), page.indexes(), EnumSet.of(ItemState.FAILED));
            call.await(store.submit(retry), retried -> {
                long now = before + retried;
                page.next()
                        .ifPresentOrElse(next -> walk(call, job, next, now), () -> call.answer(new ChangedItems(now)));
            });
        });
    }
}
