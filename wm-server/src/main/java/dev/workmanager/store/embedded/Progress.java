package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;

/**
 * How far a job is.
 *
 * @param running items by state; likewise the next three
 * @param cursor items from here on were never handed out, but some may have been completed
 * @param highest items from here on were never touched
 * @param superseded attempts that were superseded
 * @param startedAt when the first item was handed out or completed, in milliseconds since the epoch; 0 for not yet
 * @param endedAt when the last one ended; 0 for not yet
 */
record Progress(
        long running,
        long done,
        long failed,
        long cancelled,
        long cursor,
        long highest,
        long superseded,
        long startedAt,
        long endedAt) {
    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Counts counts(Job job) {
        return job.counts(running, done, failed, cancelled);
    }

    /** An item has gone from one state to another. */
    Progress moved(ItemState from, ItemState to) {
        if (from == to) {
            return this;
        }
        return new Progress(
                running + delta(ItemState.RUNNING, from, to),
                done + delta(ItemState.DONE, from, to),
                failed + delta(ItemState.FAILED, from, to),
                cancelled + delta(ItemState.CANCELLED, from, to),
                cursor,
                highest,
                superseded,
                startedAt,
                endedAt);
    }

    private static int delta(ItemState state, ItemState from, ItemState to) {
        return (to == state ? 1 : 0) - (from == state ? 1 : 0);
    }

    Progress touched(long index) {
        return index < highest
                ? this
                : new Progress(running, done, failed, cancelled, cursor, index + 1, superseded, startedAt, endedAt);
    }

    Progress at(long newCursor) {
        return newCursor == cursor
                ? this
                : new Progress(running, done, failed, cancelled, newCursor, highest, superseded, startedAt, endedAt);
    }

    Progress withSuperseded(long more) {
        return new Progress(running, done, failed, cancelled, cursor, highest, superseded + more, startedAt, endedAt);
    }

    /** With the times of its first and its last change, if these are it. */
    Progress settled(Counts counts, long now) {
        long started = startedAt == 0 && highest > 0 ? now : startedAt;
        long ended = counts.ended() ? endedAt == 0 ? now : endedAt : 0;
        return started == startedAt && ended == endedAt
                ? this
                : new Progress(running, done, failed, cancelled, cursor, highest, superseded, started, ended);
    }
}
