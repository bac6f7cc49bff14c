package dev.workmanager.store.embedded;

import dev.workmanager.store.StoreDamagedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mapdb.Serializer;
import org.mapdb.SortedTableMap;

/**
 * A file of chunks, sorted, written once: MapDB's sorted table with keys of 12 bytes (job, chunk) and one chunk a node, and behind
 * it its {@link PageSums}. MapDB itself checks little: without them a damaged key would be a chunk that is silently not there.
 * Thread-safe; its file is closed when nobody uses it any more.
 */
final class ChunkFile {
    static final String SUFFIX = ".chunks";

    private static final int PAGE = 1 << 20;
    private static final int KEY_BYTES = Integer.BYTES + Long.BYTES;

    private final Path path;
    private final long size;
    private final DiskVolume volume;
    private final SortedTableMap<byte[], byte[]> map;
    private final ChunkKey first;
    private final ChunkKey last;
    private final AtomicInteger users = new AtomicInteger(1);

    private ChunkFile(Path path, DiskFile file) throws IOException {
        this.path = path;
        this.size = file.size();
        this.volume = new DiskVolume(file, PageSums.read(file));
        this.map = SortedTableMap.open(volume, Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY);
        this.first = key(map.firstKey());
        this.last = key(map.lastKey());
    }

    /**
     * Writes a new file and syncs it, but not its folder.
     *
     * @param sorted chunks by rising keys, at least one
     */
    static ChunkFile write(Disk disk, Path path, Iterator<Map.Entry<ChunkKey, Chunk>> sorted) throws IOException {
        DiskFile file = disk.create(path);
        try {
            var sink = SortedTableMap.create(new DiskVolume(file, null), Serializer.BYTE_ARRAY, Serializer.BYTE_ARRAY)
                    .pageSize(PAGE)
                    .nodeSize(1)
                    .createFromSink();
            while (sorted.hasNext()) {
                Map.Entry<ChunkKey, Chunk> entry = sorted.next();
                sink.put(bytes(entry.getKey()), entry.getValue().encode());
            }
            sink.create();
            PageSums.append(file);
            file.sync();
            return new ChunkFile(path, file);
        } catch (UncheckedIOException e) {
            IOException cause = java.util.Objects.requireNonNull(e.getCause());
            discard(disk, path, file, cause);
            throw cause;
        } catch (IOException e) {
            discard(disk, path, file, e);
            throw e;
        }
    }

    private static void discard(Disk disk, Path path, DiskFile file, IOException cause) {
        try (file) {
            disk.delete(path);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Opens a file that a manifest names.
     *
     * @throws StoreDamagedException if it is not there, or not whole
     */
    static ChunkFile open(Disk disk, Path path) throws IOException {
        if (!disk.exists(path)) {
            throw damaged(path, ": it is missing");
        }
        DiskFile file = disk.openToRead(path);
        try {
            return new ChunkFile(path, file);
        } catch (MalformedDataException e) {
            file.close();
            throw damaged(path, " " + e.getMessage());
        }
    }

    Path path() {
        return path;
    }

    /** Its length in bytes. */
    long size() {
        return size;
    }

    /** Begins to use it; false if it is closed already. */
    boolean retain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Ends a use. The one that it was made with ends when no manifest names it any more. */
    void release() {
        if (users.decrementAndGet() == 0) {
            volume.close();
        }
    }

    /** The chunk with a key; only while it is used. */
    @Nullable Chunk get(ChunkKey key) {
        if (key.compareTo(first) < 0 || key.compareTo(last) > 0) {
            return null;
        }
        try {
            byte[] encoded = map.get(bytes(key));
            return encoded == null ? null : Chunk.decode(encoded);
        } catch (MalformedDataException e) {
            throw damaged(path, " " + e.getMessage());
        }
    }

    /** All its chunks by rising keys; only while it is used. */
    Iterator<Map.Entry<ChunkKey, Chunk>> iterator() {
        return iterator(first);
    }

    /** As {@link #iterator()}, from a key on. */
    Iterator<Map.Entry<ChunkKey, Chunk>> iterator(ChunkKey from) {
        try {
            return new Entries(map.entryIterator(bytes(from), true, null, false));
        } catch (MalformedDataException e) {
            throw damaged(path, " " + e.getMessage());
        }
    }

    private final class Entries implements Iterator<Map.Entry<ChunkKey, Chunk>> {
        private final Iterator<Map.Entry<byte[], byte[]>> entries;

        Entries(Iterator<Map.Entry<byte[], byte[]>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Map.Entry<ChunkKey, Chunk> next() {
            try {
                Map.Entry<byte[], byte[]> entry = entries.next();
                return Map.entry(key(entry.getKey()), Chunk.decode(entry.getValue()));
            } catch (MalformedDataException e) {
                throw damaged(path, " " + e.getMessage());
            }
        }
    }

    private static byte[] bytes(ChunkKey key) {
        return ByteBuffer.allocate(KEY_BYTES)
                .putInt(key.job())
                .putLong(key.chunk())
                .array();
    }

    private static ChunkKey key(byte[] bytes) {
        ByteBuffer key = ByteBuffer.wrap(bytes);
        return new ChunkKey(key.getInt(), key.getLong());
    }

    private static StoreDamagedException damaged(Path path, String what) {
        return new StoreDamagedException(
                "the state is damaged: " + path + what
                        + ". Put the data folder back from a copy, or begin with an empty one",
                null);
    }
}
