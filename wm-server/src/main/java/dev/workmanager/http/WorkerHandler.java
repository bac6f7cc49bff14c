package dev.workmanager.http;

/** {@code GET /v1/workers/{id}}. */
final class WorkerHandler implements Handler {
    private final WorkerViews views;

    WorkerHandler(WorkerViews views) {
        this.views = views;
    }

    @Override
    public void handle(Call call) {
        call.answer(views.named(call.parameter("id")));
    }
}
