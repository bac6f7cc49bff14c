package dev.workmanager.http;

/** {@code GET /healthz} and {@code GET /readyz}: the manager is there, and takes requests. */
final class HealthHandler implements Handler {
    private record Health(String status) {}

    @Override
    public void handle(Call call) {
        call.answer(new Health("ok"));
    }
}
