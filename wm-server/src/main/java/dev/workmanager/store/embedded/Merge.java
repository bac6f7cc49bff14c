package dev.workmanager.store.embedded;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several sorted sources as one: of chunks with the same key that of the earliest source. */
final class Merge implements Iterator<Map.Entry<ChunkKey, Chunk>> {
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparing((Head head) -> head.entry.getKey()).thenComparing(head -> head.rank));
    private @Nullable ChunkKey last;

    /** Merges; the newest source is first. */
    Merge(List<Iterator<Map.Entry<ChunkKey, Chunk>>> newestFirst) {
        int rank = 0;
        for (Iterator<Map.Entry<ChunkKey, Chunk>> source : newestFirst) {
            push(source, rank++);
        }
    }

    private void push(Iterator<Map.Entry<ChunkKey, Chunk>> source, int rank) {
        if (source.hasNext()) {
            heads.add(new Head(source.next(), rank, source));
        }
    }

    @Override
    public boolean hasNext() {
        while (!heads.isEmpty() && heads.element().entry.getKey().equals(last)) {
            advance();
        }
        return !heads.isEmpty();
    }

    @Override
    public Map.Entry<ChunkKey, Chunk> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no chunk is left");
        }
        Map.Entry<ChunkKey, Chunk> entry = advance();
        last = entry.getKey();
        return entry;
    }

    private Map.Entry<ChunkKey, Chunk> advance() {
        Head head = heads.remove();
        push(head.source, head.rank);
        return head.entry;
    }

    private record Head(Map.Entry<ChunkKey, Chunk> entry, int rank, Iterator<Map.Entry<ChunkKey, Chunk>> source) {}
}
