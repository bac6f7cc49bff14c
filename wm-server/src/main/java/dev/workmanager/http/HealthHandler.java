package dev.workmanager.http;

/** {@code GET /healthz}: the manager is there, and answers. Nothing else: a full disk is not mended by a new start. */
final class HealthHandler implements Handler {
    /** That all is well. */
    record Health(String status) {}

    @Override
    public void handle(Call call) {
        call.answer(new Health("ok"));
    }
}
