package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * What the writer keeps in memory of a job: what is in motion, not the pending items. An item that was touched and is pending is
 * in {@code ready}, {@code suspects} or {@code waiting}; untouched ones are those from the cursor on.
 */
final class JobState {
    /** While so many items wait for their time, no fresh ones are handed out. */
    static final int MAX_WAITING = 100_000;

    final Roaring64Bitmap ready = new Roaring64Bitmap();
    /** Ready, but only for somebody who holds nothing else. */
    final Roaring64Bitmap suspects = new Roaring64Bitmap();

    final Roaring64Bitmap running = new Roaring64Bitmap();
    final Waiting waiting = new Waiting();

    private Job job;
    private Progress progress = Progress.NONE;

    JobState(Job job) {
        this.job = job;
    }

    Job job() {
        return job;
    }

    void become(Job changed) {
        job = changed;
    }

    Progress progress() {
        return progress;
    }

    void become(Progress changed) {
        progress = changed;
    }

    /** Files what waited for its time until now; whether others still wait. */
    boolean moveDue(long now) {
        waiting.moveDue(now, ready, suspects);
        return waiting.size() > 0;
    }

    Counts counts() {
        return progress.counts(job);
    }
}
