package dev.workmanager.store.embedded;

import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.store.Survey;

/** Fills a survey from the chunks. */
final class SurveyVisit implements Chunks.Visitor {
    private final Job job;
    private final Survey survey;
    private final long now;

    private SurveyVisit(Job job, Survey survey, long now) {
        this.job = job;
        this.survey = survey;
        this.now = now;
    }

    /** What the items of a job look like. */
    static Survey of(Chunks chunks, Job job, long from, long to, int cells, long now) {
        Survey survey = new Survey(from, to, cells, Pages.seen(job, ItemState.PENDING));
        chunks.visit(job.no(), from, new SurveyVisit(job, survey, now));
        return survey;
    }

    @Override
    public boolean item(long index, byte[] encoded) {
        if (index < survey.from()) {
            return true;
        }
        if (index >= survey.to()) {
            return false;
        }
        ItemState kept = ItemCodec.state(encoded);
        ItemState state = Pages.seen(job, kept);
        survey.add(index, state);
        if (kept != ItemState.PENDING) {
            long millis = ItemCodec.lastMillis(encoded, now);
            if (millis >= 0) {
                survey.took(index, state, millis);
            }
        }
        return true;
    }
}
