package dev.workmanager.http;

import dev.workmanager.protocol.Health;

/** {@code GET /healthz}: the manager is there, and answers. Nothing else: a full disk is not mended by a new start. */
final class HealthHandler implements Handler {
    @Override
    public void handle(Call call) {
        call.answer(new Health("ok"));
    }
}
