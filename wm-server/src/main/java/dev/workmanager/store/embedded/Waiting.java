package dev.workmanager.store.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** The items of a job that wait for their time, by when it comes on the monotonic clock, in milliseconds. */
final class Waiting {
    private record Due(long at, long index) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(index, other.index);
        }
    }

    private final TreeSet<Due> order = new TreeSet<>();
    private final Map<Long, Due> byIndex = new HashMap<>();

    void add(long index, long at) {
        Due due = new Due(at, index);
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

    /** Moves what is due by now into a set. */
    void moveDue(long now, Roaring64Bitmap into) {
        while (!order.isEmpty() && order.first().at() <= now) {
            long index = order.first().index();
            remove(index);
            into.addLong(index);
        }
    }

    /** The indexes of all of them. */
    Roaring64Bitmap indexes() {
        Roaring64Bitmap indexes = new Roaring64Bitmap();
        byIndex.keySet().forEach(indexes::addLong);
        return indexes;
    }
}
