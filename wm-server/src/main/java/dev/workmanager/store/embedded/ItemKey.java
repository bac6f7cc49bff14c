package dev.workmanager.store.embedded;

import org.jspecify.annotations.Nullable;

/** An item of a job, by the job's number and the item's index. */
record ItemKey(int job, long index) {
    // Written out, here and for other keys of the hot path: what Java makes for a record is called by method handles,
    // and that is not
    // always compiled into one piece.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemKey key && index == key.index && job == key.job;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(index) + job;
    }
}
