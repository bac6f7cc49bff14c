package dev.workmanager.http;

import dev.workmanager.protocol.WorkerList;

/** {@code GET /v1/workers}: all, or those whose group and id match; with a group those below it, too. */
final class WorkersHandler implements Handler {
    private final WorkerViews views;

    WorkersHandler(WorkerViews views) {
        this.views = views;
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, "group", "id");
        String group = call.query("group").orElse("*");
        String id = call.query("id").orElse("*");
        call.work(() -> list(group, id), call::answer);
    }

    private WorkerList list(String group, String id) {
        return new WorkerList(views.all().stream()
                .filter(status -> Wildcards.match(id, status.id()))
                .filter(status -> Wildcards.matchGroup(group, status.group()))
                .toList());
    }
}
