package dev.workmanager.store.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Commands that were put aside, first come first served. Used by the writer. */
final class Parked {
    private record Entry(long sequence, Batch.Pending<?> pending) {}

    private final LinkedHashSet<Entry> order = new LinkedHashSet<>();
    private final TreeSet<Entry> byDeadline = new TreeSet<>(
            Comparator.comparingLong((Entry entry) -> entry.pending().deadline())
                    .thenComparing(Entry::sequence));
    private long sequence;

    void add(Batch.Pending<?> pending) {
        Entry entry = new Entry(sequence++, pending);
        order.add(entry);
        byDeadline.add(entry);
    }

    boolean isEmpty() {
        return order.isEmpty();
    }

    /** When the patience of the first of them ends. */
    OptionalLong firstDeadline() {
        return byDeadline.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(byDeadline.first().pending().deadline());
    }

    /** Takes out those whose patience has ended. */
    List<Batch.Pending<?>> takeOverdue(long now) {
        List<Batch.Pending<?>> overdue = new ArrayList<>();
        while (!byDeadline.isEmpty() && byDeadline.first().pending().deadline() <= now) {
            Entry entry = byDeadline.pollFirst();
            if (entry != null) {
                order.remove(entry);
                overdue.add(entry.pending());
            }
        }
        return overdue;
    }

    /** All of them, first come first. */
    List<Batch.Pending<?>> all() {
        List<Batch.Pending<?>> all = new ArrayList<>(order.size());
        order.forEach(entry -> all.add(entry.pending()));
        return all;
    }

    /** All of them, first come first; one can be taken out on the way. */
    Iterator<Batch.Pending<?>> iterator() {
        Iterator<Entry> entries = order.iterator();
        return new Iterator<>() {
            private @Nullable Entry last;

            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Batch.Pending<?> next() {
                last = entries.next();
                return last.pending();
            }

            @Override
            public void remove() {
                entries.remove();
                byDeadline.remove(last);
            }
        };
    }

    /** Takes out all of them. */
    List<Batch.Pending<?>> takeAll() {
        List<Batch.Pending<?>> all = all();
        order.clear();
        byDeadline.clear();
        return all;
    }
}
