package dev.workmanager.store.embedded;

import dev.workmanager.model.JobId;
import dev.workmanager.store.ItemList;
import dev.workmanager.store.StoreDamagedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The frozen data of a job's items: {@code items}, one line each, and {@code items.index}, the offset at which each line ends,
 * eight bytes big-endian. Memory does not grow with the number of lines. Reading is thread-safe.
 */
final class ItemLines {
    private static final String LINES = "items";
    private static final String INDEX = "items.index";
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final DiskFile lines;
    private final DiskFile index;

    /** Opens the lines that lie in a folder. */
    ItemLines(Disk disk, Path folder) throws IOException {
        this.path = folder.resolve(LINES);
        this.lines = disk.open(path);
        this.index = disk.open(folder.resolve(INDEX));
    }

    /** Removes a folder of lines, if it is there. */
    static void remove(Disk disk, Path folder) throws IOException {
        if (!disk.exists(folder)) {
            return;
        }
        for (String file : disk.list(folder)) {
            disk.delete(folder.resolve(file));
        }
        disk.delete(folder);
    }

    /** The folder of a job's lines. */
    static Path folder(Path data, JobId job) {
        return data.resolve("jobs").resolve(job.toString());
    }

    String get(long item) {
        try {
            ByteBuffer ends = ByteBuffer.allocate(2 * Long.BYTES);
            if (item == 0) {
                ends.putLong(0);
            }
            index.read(ends, Math.max(0, item - 1) * Long.BYTES);
            if (ends.hasRemaining()) {
                throw damaged(item);
            }
            long from = ends.getLong(0) + (item == 0 ? 0 : 1);
            long length = ends.getLong(Long.BYTES) - from;
            if (length < 0 || length > ItemList.MAX_BYTES) {
                throw damaged(item);
            }
            ByteBuffer line = ByteBuffer.allocate((int) length);
            if (lines.read(line, from) < length) {
                throw damaged(item);
            }
            return new String(line.array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoreDamagedException damaged(long item) {
        return new StoreDamagedException(
                "the data of item " + (item + 1) + " cannot be read: " + path + " or its index is damaged. Put the data"
                        + " folder back from a copy",
                null);
    }

    void close() throws IOException {
        try (lines) {
            index.close();
        }
    }

    /** Writes such lines. */
    static final class Writer implements ItemList {
        private final Disk disk;
        private final Path folder;
        private final Appender lines;
        private final Appender index;
        private long count;

        Writer(Disk disk, Path folder) throws IOException {
            this.disk = disk;
            this.folder = folder;
            disk.createFolders(folder);
            lines = new Appender(disk.create(folder.resolve(LINES)));
            index = new Appender(disk.create(folder.resolve(INDEX)));
        }

        @Override
        public void add(byte[] utf8, int offset, int length) throws IOException {
            lines.append(utf8, offset, length);
            index.appendLong(lines.end());
            lines.append(new byte[] {'\n'}, 0, 1);
            count++;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public void close() throws IOException {
            try (lines;
                    index) {
                lines.finish();
                index.finish();
            }
            disk.syncFolder(folder);
        }
    }

    /** A file that grows, through a buffer. */
    private static final class Appender implements AutoCloseable {
        private final DiskFile file;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        private long written;

        Appender(DiskFile file) {
            this.file = file;
        }

        long end() {
            return written + buffer.position();
        }

        void append(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            while (from < offset + length) {
                if (!buffer.hasRemaining()) {
                    flush();
                }
                int some = Math.min(buffer.remaining(), offset + length - from);
                buffer.put(bytes, from, some);
                from += some;
            }
        }

        void appendLong(long value) throws IOException {
            append(ByteBuffer.allocate(Long.BYTES).putLong(value).array(), 0, Long.BYTES);
        }

        private void flush() throws IOException {
            int length = buffer.flip().remaining();
            file.write(buffer, written);
            written += length;
            buffer.clear();
        }

        void finish() throws IOException {
            flush();
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
