package dev.workmanager.store.embedded;

import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** What one batch changes of a set of ready items, over a set that it leaves alone. */
final class ReadySet {
    private final Roaring64Bitmap base;
    private final TreeSet<Long> addedNow = new TreeSet<>();
    private @Nullable LongIterator before;
    private long nextBefore = -1;

    ReadySet(Roaring64Bitmap base) {
        this.base = base;
    }

    void set(long index, boolean ready) {
        if (ready) {
            addedNow.add(index);
        } else {
            addedNow.remove(index);
        }
    }

    /**
     * The lowest of them.
     *
     * @param still whether one that was ready before the batch still is
     */
    OptionalLong first(LongPredicate still) {
        if (before == null) {
            before = base.getLongIterator();
            nextBefore = next(before);
        }
        while (nextBefore >= 0 && !still.test(nextBefore)) {
            nextBefore = next(before);
        }
        long now = addedNow.isEmpty() ? -1 : addedNow.first();
        if (now < 0 || nextBefore < 0) {
            return now < 0 && nextBefore < 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(now, nextBefore));
        }
        return OptionalLong.of(Math.min(now, nextBefore));
    }

    private static long next(LongIterator indexes) {
        return indexes.hasNext() ? indexes.next() : -1;
    }
}
