package dev.workmanager.http;

import dev.workmanager.store.Store;

/** {@code GET /v1/jobs/{job}}. */
final class JobHandler implements Handler {
    private final Store store;

    JobHandler(Store store) {
        this.store = store;
    }

    @Override
    public void handle(Call call) {
        call.answer(JobViews.of(Jobs.of(call, store)));
    }
}
