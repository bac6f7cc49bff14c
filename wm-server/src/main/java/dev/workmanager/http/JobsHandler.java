package dev.workmanager.http;

import dev.workmanager.protocol.JobList;
import dev.workmanager.store.Store;

/** {@code GET /v1/jobs}. */
final class JobsHandler implements Handler {
    private final Store store;

    JobsHandler(Store store) {
        this.store = store;
    }

    @Override
    public void handle(Call call) {
        call.work(() -> new JobList(store.jobs().stream().map(JobViews::of).toList()), call::answer);
    }
}
