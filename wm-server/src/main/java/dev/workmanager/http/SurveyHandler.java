package dev.workmanager.http;

import dev.workmanager.model.Source;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;

/** {@code GET /v1/jobs/{job}/survey}: what a job's items look like from afar. */
final class SurveyHandler implements Handler {
    private static final int USUAL_CELLS = 1_024;
    private static final int MAX_CELLS = 16_384;

    private final Store store;
    private final Surveys surveys;

    SurveyHandler(Store store, Surveys surveys) {
        this.store = store;
        this.surveys = surveys;
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, "from", "to", "cells");
        JobProgress progress = Jobs.of(call, store);
        Source source = progress.job().source();
        long first = Queries.number(call, "from", source.first(), source.last(), source.first());
        long last = Queries.number(call, "to", first, source.last(), source.last());
        int cells = (int) Queries.number(call, "cells", 1, MAX_CELLS, USUAL_CELLS);
        Surveys.Range range =
                new Surveys.Range(progress.job().id(), first - source.first(), last - source.first() + 1, cells);
        call.await(surveys.get(range, progress, call::onWorker), call::answerJson);
    }
}
