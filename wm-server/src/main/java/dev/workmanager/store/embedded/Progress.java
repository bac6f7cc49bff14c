package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.model.ItemState;

/**
 * How far a job is.
 *
 * @param running items by state; likewise the next three
 * @param cursor items from here on were never handed out, but some may have been completed
 * @param highest items from here on were never touched
 * @param superseded attempts that were superseded
 */
record Progress(long running, long done, long failed, long cancelled, long cursor, long highest, long superseded) {
    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0);

    Counts counts(long total) {
        return new Counts(total, running, done, failed, cancelled);
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
                superseded);
    }

    private static int delta(ItemState state, ItemState from, ItemState to) {
        return (to == state ? 1 : 0) - (from == state ? 1 : 0);
    }

    Progress touched(long index) {
        return index < highest ? this : new Progress(running, done, failed, cancelled, cursor, index + 1, superseded);
    }

    Progress at(long newCursor) {
        return newCursor == cursor
                ? this
                : new Progress(running, done, failed, cancelled, newCursor, highest, superseded);
    }

    Progress withSuperseded(long more) {
        return new Progress(running, done, failed, cancelled, cursor, highest, superseded + more);
    }
}
