package dev.workmanager.store.embedded;

import dev.workmanager.rules.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Commands that were put aside, in a queue for each selection of jobs that somebody waits for. Used by the writer. */
final class Parked {
    private record Entry(long sequence, Batch.Pending<?> pending) {
        Selection selection() {
            return pending.command().takesFrom();
        }
    }

    private final Map<Selection, LinkedHashSet<Entry>> queues = new HashMap<>();
    private final TreeSet<Entry> byDeadline = new TreeSet<>(
            Comparator.comparingLong((Entry entry) -> entry.pending().deadline())
                    .thenComparing(Entry::sequence));
    private long sequence;

    void add(Batch.Pending<?> pending) {
        Entry entry = new Entry(sequence++, pending);
        queues.computeIfAbsent(entry.selection(), selection -> new LinkedHashSet<>())
                .add(entry);
        byDeadline.add(entry);
    }

    boolean isEmpty() {
        return byDeadline.isEmpty();
    }

    int size() {
        return byDeadline.size();
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
            Entry entry = byDeadline.first();
            byDeadline.remove(entry);
            queues.computeIfPresent(entry.selection(), (selection, queue) -> {
                queue.remove(entry);
                return queue.isEmpty() ? null : queue;
            });
            overdue.add(entry.pending());
        }
        return overdue;
    }

    /** The queues, each first come first, that of the one who waits longest before the others; elements can be taken out. */
    List<Iterator<Batch.Pending<?>>> queues() {
        queues.values().removeIf(LinkedHashSet::isEmpty);
        List<LinkedHashSet<Entry>> ordered = new ArrayList<>(queues.values());
        ordered.sort(Comparator.comparingLong(queue -> queue.iterator().next().sequence()));
        List<Iterator<Batch.Pending<?>>> iterators = new ArrayList<>(ordered.size());
        ordered.forEach(queue -> iterators.add(new Queue(queue.iterator())));
        return iterators;
    }

    /** Takes out all of them, first come first. */
    List<Batch.Pending<?>> takeAll() {
        List<Entry> all = new ArrayList<>(byDeadline);
        all.sort(Comparator.comparingLong(Entry::sequence));
        queues.clear();
        byDeadline.clear();
        List<Batch.Pending<?>> pending = new ArrayList<>(all.size());
        all.forEach(entry -> pending.add(entry.pending()));
        return pending;
    }

    private final class Queue implements Iterator<Batch.Pending<?>> {
        private final Iterator<Entry> entries;
        private @Nullable Entry last;

        Queue(Iterator<Entry> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Batch.Pending<?> next() {
            Entry next = entries.next();
            last = next;
            return next.pending();
        }

        @Override
        public void remove() {
            entries.remove();
            byDeadline.remove(last);
        }
    }
}
