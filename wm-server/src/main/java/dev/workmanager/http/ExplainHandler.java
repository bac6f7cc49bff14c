package dev.workmanager.http;

import dev.workmanager.explain.Explanation;
import dev.workmanager.model.Job;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import dev.workmanager.terminal.Words;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** {@code GET /v1/jobs/{job}/items/{id}/explain}: why an item is not done yet, or how it came to be what it is, in sentences. */
final class ExplainHandler implements Handler {
    private static final String ZONE = "zone";

    private final Store store;
    private final ItemViews items;
    private final WorkerViews workers;
    private final InstantSource wall;

    ExplainHandler(Store store, ItemViews items, WorkerViews workers, InstantSource wall) {
        this.store = store;
        this.items = items;
        this.workers = workers;
        this.wall = wall;
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, ZONE);
        ZoneId zone = call.query(ZONE).map(ExplainHandler::zone).orElse(ZoneOffset.UTC);
        JobProgress progress = Jobs.of(call, store);
        long index = Jobs.index(call, progress.job());
        call.work(() -> Explanation.of(known(progress, index), new Words(wall, zone)), call::answer);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw Queries.wrong(ZONE + ": a time zone such as Europe/Berlin, not '" + name + "'");
        }
    }

    private Explanation.Known known(JobProgress progress, long index) {
        Job job = progress.job();
        return new Explanation.Known(
                JobViews.of(progress),
                items.one(job, index),
                store.jobs().stream().map(JobViews::of).toList(),
                workers.all());
    }
}
