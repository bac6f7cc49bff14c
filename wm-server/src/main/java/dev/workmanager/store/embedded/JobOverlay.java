package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.LongIterator;

/** What one batch changes of a job, over a state that it leaves alone. */
final class JobOverlay {
    private final JobState base;
    private final TreeSet<Long> returnedNow = new TreeSet<>();
    private @Nullable LongIterator returnedBefore;
    private long nextBefore = -1;
    private Job job;
    private boolean jobChanged;
    private Progress progress;
    private int waitingMore;

    JobOverlay(JobState base) {
        this.base = base;
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

    Progress progress() {
        return progress;
    }

    Counts counts() {
        return progress.counts(job.source().count());
    }

    boolean changed() {
        return jobChanged || !progress.equals(base.progress());
    }

    void superseded() {
        progress = progress.withSuperseded(1);
    }

    void moved(long index, Item before, Item after) {
        progress = progress.moved(before.state(), after.state()).touched(index);
        waitingMore += (waits(after) ? 1 : 0) - (waits(before) ? 1 : 0);
        if (after.state() == ItemState.PENDING && after.notBefore() == 0) {
            returnedNow.add(index);
        } else {
            returnedNow.remove(index);
        }
    }

    private static boolean waits(Item item) {
        return item.state() == ItemState.PENDING && item.notBefore() != 0;
    }

    /**
     * The lowest item that was touched and is ready.
     *
     * @param still whether one that was ready before the batch still is
     */
    OptionalLong nextReturned(LongPredicate still) {
        if (returnedBefore == null) {
            returnedBefore = base.ready.getLongIterator();
            nextBefore = next(returnedBefore);
        }
        while (nextBefore >= 0 && !still.test(nextBefore)) {
            nextBefore = next(returnedBefore);
        }
        long now = returnedNow.isEmpty() ? -1 : returnedNow.first();
        if (now < 0 || nextBefore < 0) {
            return now < 0 && nextBefore < 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(now, nextBefore));
        }
        return OptionalLong.of(Math.min(now, nextBefore));
    }

    private static long next(LongIterator indexes) {
        return indexes.hasNext() ? indexes.next() : -1;
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

    void addFacts(List<Fact> facts) {
        if (jobChanged) {
            facts.add(new Fact.JobIs(job));
        }
        if (!progress.equals(base.progress())) {
            facts.add(new Fact.ProgressIs(job.no(), progress));
        }
    }
}
