package dev.workmanager.http;

import dev.workmanager.store.Store;

/** {@code GET /v1/jobs/{job}/verify}: items, results and counts are reconciled, while others are served. */
final class VerifyHandler implements Handler {
    private final Store store;

    VerifyHandler(Store store) {
        this.store = store;
    }

    @Override
    public void handle(Call call) {
        Queries.requireNone(call);
        call.stream(ItemsHandler.NDJSON, new VerifyPieces(store, Jobs.of(call, store)));
    }
}
