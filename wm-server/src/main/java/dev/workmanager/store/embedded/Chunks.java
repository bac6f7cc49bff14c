package dev.workmanager.store.embedded;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * All items that were ever touched: changed chunks in memory, the others in files. Newer layers hide older ones, chunk by chunk.
 * One writer; readers on any thread.
 */
final class Chunks {
    private static final int KEPT = 64;

    /**
     * The layers at one moment.
     *
     * @param changed chunks that changed since the last checkpoint began
     * @param frozen chunks that a running checkpoint writes; null when none runs
     * @param files newest first
     */
    private record Layers(
            ConcurrentNavigableMap<ChunkKey, Chunk> changed,
            @Nullable ConcurrentNavigableMap<ChunkKey, Chunk> frozen,
            List<ChunkFile> files) {}

    /** Chunks that were looked for in files lately, also those that are not there. */
    private final Map<ChunkKey, Chunk> lately = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ChunkKey, Chunk> eldest) {
            return size() > KEPT;
        }
    };

    private volatile Layers layers;
    private long changedWeight;
    private long frozenWeight;

    Chunks(List<ChunkFile> files) {
        layers = new Layers(new ConcurrentSkipListMap<>(), null, List.copyOf(files));
    }

    /** The bytes of an item, in the form of {@link ItemCodec}; null if it was never touched. */
    byte @Nullable [] get(int job, long index) {
        return find(ChunkKey.of(job, index), layers).get(index);
    }

    /** Changes an item. By the writer only. */
    void put(int job, long index, byte[] item) {
        ChunkKey key = ChunkKey.of(job, index);
        Layers now = layers;
        Chunk inMemory = now.changed().get(key);
        Chunk before = inMemory == null ? find(key, now) : inMemory;
        Chunk after = before.with(index, item);
        now.changed().put(key, after);
        changedWeight += after.weight() - (inMemory == null ? 0 : inMemory.weight());
    }

    /** The newest chunk with a key; {@link Chunk#EMPTY} if there is none. */
    private Chunk find(ChunkKey key, Layers first) {
        Layers seen = first;
        while (true) {
            Chunk found = seen.changed().get(key);
            if (found == null && seen.frozen() != null) {
                found = seen.frozen().get(key);
            }
            if (found != null) {
                return found;
            }
            Optional<Chunk> inFiles = findInFiles(key, seen);
            if (inFiles.isPresent()) {
                return inFiles.get();
            }
            seen = layers;
        }
    }

    /** The newest chunk in the files; {@link Chunk#EMPTY} if it is in none; nothing if these files are gone meanwhile. */
    private Optional<Chunk> findInFiles(ChunkKey key, Layers seen) {
        synchronized (lately) {
            Chunk known = seen.files() == layers.files() ? lately.get(key) : null;
            if (known != null) {
                return Optional.of(known);
            }
        }
        Chunk found = Chunk.EMPTY;
        for (ChunkFile file : seen.files()) {
            if (!file.retain()) {
                return Optional.empty();
            }
            Chunk there;
            try {
                there = file.get(key);
            } finally {
                file.release();
            }
            if (there != null) {
                found = there;
                break;
            }
        }
        synchronized (lately) {
            // Only what these files say while they are the ones that count.
            if (seen.files() == layers.files()) {
                lately.put(key, found);
            }
        }
        return Optional.of(found);
    }

    /** About how much memory the changed chunks take, in bytes. */
    long changedWeight() {
        return changedWeight;
    }

    /** Likewise those that a running checkpoint writes. */
    long frozenWeight() {
        return frozenWeight;
    }

    List<ChunkFile> files() {
        return layers.files();
    }

    /** A checkpoint begins: what has changed so far is frozen. By the writer only. */
    ConcurrentNavigableMap<ChunkKey, Chunk> freeze() {
        Layers now = layers;
        if (now.frozen() != null) {
            throw new IllegalStateException("a checkpoint is running");
        }
        layers = new Layers(new ConcurrentSkipListMap<>(), now.changed(), now.files());
        frozenWeight = changedWeight;
        changedWeight = 0;
        return now.changed();
    }

    /** The checkpoint stands: its files take the place of what was frozen. By the writer only. */
    void replaceFrozen(List<ChunkFile> files) {
        synchronized (lately) {
            lately.clear();
            layers = new Layers(layers.changed(), null, List.copyOf(files));
        }
        frozenWeight = 0;
    }

    /** The checkpoint could not be written: what was frozen counts as changed again. By the writer only. */
    void thaw() {
        Layers now = layers;
        if (now.frozen() == null) {
            throw new IllegalStateException("no checkpoint is running");
        }
        ConcurrentNavigableMap<ChunkKey, Chunk> both = new ConcurrentSkipListMap<>(now.frozen());
        both.putAll(now.changed());
        layers = new Layers(both, null, now.files());
        changedWeight = both.values().stream().mapToLong(Chunk::weight).sum();
        frozenWeight = 0;
    }

    /**
     * Visits the items of a job in rising order, until the visitor has seen enough. What changes meanwhile may be seen or not.
     *
     * @param from about where to begin: no item from here on is left out
     */
    void visit(int job, long from, Visitor visitor) {
        Layers seen = retained();
        try {
            List<Iterator<Map.Entry<ChunkKey, Chunk>>> sources = new ArrayList<>();
            ChunkKey first = ChunkKey.of(job, from);
            sources.add(seen.changed().tailMap(first, true).entrySet().iterator());
            if (seen.frozen() != null) {
                sources.add(seen.frozen().tailMap(first, true).entrySet().iterator());
            }
            seen.files().forEach(file -> sources.add(file.iterator(first)));
            Iterator<Map.Entry<ChunkKey, Chunk>> merged = new Merge(sources);
            boolean more = true;
            while (more && merged.hasNext()) {
                Map.Entry<ChunkKey, Chunk> entry = merged.next();
                more = entry.getKey().job() == job && visit(entry.getKey(), entry.getValue(), visitor);
            }
        } finally {
            seen.files().forEach(ChunkFile::release);
        }
    }

    private static boolean visit(ChunkKey key, Chunk chunk, Visitor visitor) {
        for (int i = 0; i < Chunk.ITEMS; i++) {
            byte[] item = chunk.get(i);
            if (item != null && !visitor.item(key.chunk() * Chunk.ITEMS + i, item)) {
                return false;
            }
        }
        return true;
    }

    private Layers retained() {
        while (true) {
            Layers seen = layers;
            List<ChunkFile> held = new ArrayList<>();
            for (ChunkFile file : seen.files()) {
                if (file.retain()) {
                    held.add(file);
                }
            }
            if (held.size() == seen.files().size()) {
                return seen;
            }
            held.forEach(ChunkFile::release);
        }
    }

    /** Sees items one after the other. */
    interface Visitor {
        /** Takes an item, in the form of {@link ItemCodec}; whether it wants to see more. */
        boolean item(long index, byte[] encoded);
    }
}
