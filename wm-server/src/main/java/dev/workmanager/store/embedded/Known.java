package dev.workmanager.store.embedded;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The chunks of jobs that are not forgotten. */
final class Known implements Iterator<Map.Entry<ChunkKey, Chunk>> {
    private final Iterator<Map.Entry<ChunkKey, Chunk>> all;
    private final Set<Integer> jobs;
    private Map.@Nullable Entry<ChunkKey, Chunk> next;

    Known(Iterator<Map.Entry<ChunkKey, Chunk>> all, Set<Integer> jobs) {
        this.all = all;
        this.jobs = jobs;
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            Map.Entry<ChunkKey, Chunk> candidate = all.next();
            next = jobs.contains(candidate.getKey().job()) ? candidate : null;
        }
        return next != null;
    }

    @Override
    public Map.Entry<ChunkKey, Chunk> next() {
        Map.Entry<ChunkKey, Chunk> found = hasNext() ? next : null;
        if (found == null) {
            throw new NoSuchElementException("no chunk is left");
        }
        next = null;
        return found;
    }
}
