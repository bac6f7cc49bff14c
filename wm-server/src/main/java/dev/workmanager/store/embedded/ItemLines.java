package dev.workmanager.store.embedded;

import dev.workmanager.model.JobId;
import dev.workmanager.store.ItemList;
import dev.workmanager.store.StoreDamagedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The frozen data of a job's items: {@code items}, one line each, and {@code items.index} with twelve bytes for each line,
 * big-endian: the offset at which it ends, and the CRC32C of its number and its bytes. Memory does not grow with the number of
 * lines. Reading is thread-safe.
 */
final class ItemLines {
    private static final String LINES = "items";
    private static final String INDEX = "items.index";
    static final List<String> FILES = List.of(LINES, INDEX);
    static final String JOBS = "jobs";

    private static final int ENTRY = Long.BYTES + Integer.BYTES;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final DiskFile lines;
    private final DiskFile index;

    private ItemLines(Disk disk, Path folder) throws IOException {
        this.path = folder.resolve(LINES);
        this.lines = openPresent(disk, path);
        this.index = openPresent(disk, folder.resolve(INDEX));
    }

    private static DiskFile openPresent(Disk disk, Path file) throws IOException {
        if (!disk.exists(file)) {
            throw damaged(file, 0, "it is missing");
        }
        return disk.openToRead(file);
    }

    /**
     * Opens the lines that lie in a folder.
     *
     * @param count how many they are
     * @throws StoreDamagedException if they are not all there
     */
    static ItemLines open(Disk disk, Path folder, long count) throws IOException {
        ItemLines opened = new ItemLines(disk, folder);
        try {
            opened.checkSizes(count);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void checkSizes(long count) throws IOException {
        long size = index.size();
        if (size != count * ENTRY) {
            throw damaged(
                    path.resolveSibling(INDEX),
                    Math.min(size, count * ENTRY),
                    "it has " + size + " bytes instead of " + count * ENTRY);
        }
        if (lines.size() != lastEnd(count) + 1) {
            throw damaged(path, lines.size(), "it does not end where " + INDEX + " says");
        }
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
        return data.resolve(JOBS).resolve(job.toString());
    }

    String get(long item) {
        ByteBuffer entries = ByteBuffer.allocate(2 * ENTRY);
        if (item == 0) {
            entries.putLong(-1).putInt(0);
        }
        try {
            index.read(entries, Math.max(0, item - 1) * ENTRY);
            long from = entries.getLong(0) + 1;
            long length = entries.getLong(ENTRY) - from;
            if (from < 0 || length < 0 || length > ItemList.MAX_BYTES) {
                throw damaged(path, from, INDEX + " does not fit the data of item " + (item + 1));
            }
            ByteBuffer line = ByteBuffer.allocate((int) length);
            if (lines.read(line, from) < length || checksum(item, line.flip()) != entries.getInt(ENTRY + Long.BYTES)) {
                throw damaged(path, from, "it or " + INDEX + " is not what was written for item " + (item + 1));
            }
            return new String(line.array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long lastEnd(long count) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(Long.BYTES);
        index.read(end, (count - 1) * ENTRY);
        return end.getLong(0);
    }

    private static int checksum(long item, ByteBuffer line) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(item).flip());
        crc.update(line);
        return (int) crc.getValue();
    }

    private static StoreDamagedException damaged(Path file, long offset, String what) {
        return new StoreDamagedException(
                "the list of items is damaged: " + file + " at offset " + offset + ": " + what
                        + ". Put the data folder back from a copy, or begin with an empty one",
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
            index.appendInt(checksum(count, ByteBuffer.wrap(utf8, offset, length)));
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

        void appendInt(int value) throws IOException {
            append(ByteBuffer.allocate(Integer.BYTES).putInt(value).array(), 0, Integer.BYTES);
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
