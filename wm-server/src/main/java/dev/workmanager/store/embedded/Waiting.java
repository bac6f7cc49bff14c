package dev.workmanager.store.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** The items of a job that wait for their time, by when it comes on the monotonic clock, in milliseconds. */
final class Waiting {
    private record Due(long at, long index, boolean suspect) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(index, other.index);
        }
    }

    private final TreeSet<Due> order = new TreeSet<>();
    private final Map<Long, Due> byIndex = new HashMap<>();

    /**
     * Adds an item.
     *
     * @param suspect whether it is a suspect
     */
    void add(long index, long at, boolean suspect) {
        remove(index);
        Due due = new Due(at, index, suspect);
        order.add(due);
        byIndex.put(index, due);
    }

    void remove(long index) {
        Due due = byIndex.remove(index);
        if (due != null) {
            order.remove(due);
        }
    }

    int size() {
        return byIndex.size();
    }

    /** When the first one is due. */
    OptionalLong first() {
        return order.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(order.first().at());
    }

    /** Moves what is due by now into the set for suspects, or the other one. */
    void moveDue(long now, Roaring64Bitmap ready, Roaring64Bitmap suspects) {
        while (!order.isEmpty() && order.first().at() <= now) {
            Due due = order.first();
            remove(due.index());
            (due.suspect() ? suspects : ready).addLong(due.index());
        }
    }

    /** The indexes of all of them. */
    Roaring64Bitmap indexes() {
        Roaring64Bitmap indexes = new Roaring64Bitmap();
        byIndex.keySet().forEach(indexes::addLong);
        return indexes;
    }
}
