package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** What one batch changes of a job, over a state that it leaves alone. */
final class JobOverlay {
    private final JobState base;
    private final ReadySet returned;
    private final ReadySet suspects;
    private Job job;
    private boolean jobChanged;
    private boolean gone;
    private Progress progress;
    private int waitingMore;

    JobOverlay(JobState base) {
        this.base = base;
        this.returned = new ReadySet(base.ready);
        this.suspects = new ReadySet(base.suspects);
        this.job = base.job();
        this.progress = base.progress();
    }

    Job job() {
        return job;
    }

    void become(Job changed) {
        job = changed;
        jobChanged = true;
    }

    /** Whether it is forgotten with this batch. */
    boolean gone() {
        return gone;
    }

    void remove() {
        gone = true;
    }

    Progress progress() {
        return progress;
    }

    Counts counts() {
        return progress.counts(job);
    }

    boolean changed() {
        return gone || jobChanged || !progress.equals(base.progress());
    }

    /** Whether those who wait for its items have something else to expect than before: it was changed, or nothing of it is pending now. */
    boolean hopesChange() {
        boolean nothingLeft = counts().pending() == 0 && base.counts().pending() > 0;
        boolean ends = counts().ended() && !base.counts().ended();
        return gone || jobChanged || nothingLeft || ends;
    }

    void superseded() {
        progress = progress.withSuperseded(1);
    }

    void moved(long index, Item before, Item after) {
        progress = progress.moved(before.state(), after.state()).touched(index);
        waitingMore += (waits(after) ? 1 : 0) - (waits(before) ? 1 : 0);
        boolean ready = after.state() == ItemState.PENDING && after.notBefore() == 0;
        boolean suspect = ready && after.suspect();
        returned.set(index, ready && !suspect);
        suspects.set(index, suspect);
    }

    private static boolean waits(Item item) {
        return item.state() == ItemState.PENDING && item.notBefore() != 0;
    }

    /**
     * The lowest item that was touched, is ready, and no suspect.
     *
     * @param still whether one that was ready before the batch still is
     */
    OptionalLong nextReturned(LongPredicate still) {
        return returned.first(still);
    }

    /** Likewise the lowest suspect. */
    OptionalLong nextSuspect(LongPredicate still) {
        return suspects.first(still);
    }

    /**
     * The lowest item that was never touched; -1 if there is none, or too many others wait.
     *
     * @param touched whether an item was touched
     */
    long fresh(LongPredicate touched) {
        if (base.waiting.size() + waitingMore >= JobState.MAX_WAITING) {
            return -1;
        }
        long cursor = progress.cursor();
        while (cursor < progress.highest() && touched.test(cursor)) {
            cursor++;
        }
        progress = progress.at(cursor);
        return cursor < job.source().count() ? cursor : -1;
    }

    /** The batch is complete: what follows from it for the job as a whole, at this time. */
    void settle(long now) {
        progress = progress.settled(counts(), now);
    }

    void addFacts(List<Fact> facts) {
        if (gone) {
            facts.add(new Fact.JobGone(job.no()));
            return;
        }
        if (jobChanged) {
            facts.add(new Fact.JobIs(job));
        }
        if (!progress.equals(base.progress())) {
            facts.add(new Fact.ProgressIs(job.no(), progress));
        }
    }
}
