package dev.workmanager.http.seeds;

import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.Store;

/** {@code GET /status}: how far the job is, all of it from one moment. */
final class StatusHandler implements Handler {
    private final Store store;

    StatusHandler(Store store) {
        this.store = store;
    }

    @Override
    public void handle(Call call) {
        call.stream(new StatusPieces(
                store.job(Job.DEFAULT_NAME)
                        .orElseThrow(() -> new RefusedException(
                                ErrorCode.NOT_FOUND, "there is no job '" + Job.DEFAULT_NAME + "' here")),
                store));
    }
}
