package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Health;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.Store;

/** {@code GET /readyz}: whether work can be taken and results brought now; if not, why. */
final class ReadyHandler implements Handler {
    private final Store store;

    ReadyHandler(Store store) {
        this.store = store;
    }

    @Override
    public void handle(Call call) {
        store.obstacle().ifPresent(why -> {
            throw new RefusedException(ErrorCode.UNAVAILABLE, "not ready: " + why);
        });
        call.answer(new Health("ok"));
    }
}
