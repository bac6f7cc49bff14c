package dev.workmanager.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Copies files that are written once: by a second name where the file system allows it, else byte by byte. Counts what it does. */
final class Copies {
    private static final int BLOCK = 1 << 20;

    private final Disk disk;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private long linked;
    private long copied;
    private long bytes;

    Copies(Disk disk) {
        this.disk = disk;
    }

    /** How many files got a second name. */
    long linked() {
        return linked;
    }

    /** How many files were copied. */
    long copied() {
        return copied;
    }

    /** How many bytes were copied. */
    long bytes() {
        return bytes;
    }

    /**
     * A file that is held on to, whatever becomes of its name.
     *
     * @param file what there is to copy; null when it got its second name
     */
    record Pinned(@Nullable DiskFile file, Path to) implements Closeable {
        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }

    /**
     * Takes hold of a file, at once.
     *
     * @throws java.nio.file.NoSuchFileException if there is none any more
     */
    Pinned pin(Path from, Path to) throws IOException {
        if (disk.link(from, to)) {
            linked++;
            return new Pinned(null, to);
        }
        return new Pinned(disk.openToRead(from), to);
    }

    /** Makes the copy, if it is not there yet. */
    void copy(Pinned pinned) throws IOException {
        if (pinned.file() != null) {
            copy(pinned.file(), pinned.to());
        }
    }

    /**
     * Copies a file.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    void add(Path from, Path to) throws IOException {
        try (Pinned pinned = pin(from, to)) {
            copy(pinned);
        }
    }

    /** Something was copied by somebody else. */
    void count(long length) {
        copied++;
        bytes += length;
    }

    /** Whether two files have the same bytes. */
    static boolean same(Disk disk, Path one, Path other) throws IOException {
        try (DiskFile first = disk.openToRead(one);
                DiskFile second = disk.openToRead(other)) {
            return first.size() == second.size() && all(first).equals(all(second));
        }
    }

    private static ByteBuffer all(DiskFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        file.read(bytes, 0);
        return bytes.flip();
    }

    /** Copies a file whose name may soon stand for another one; never by a second name. */
    void copy(Path from, Path to) throws IOException {
        try (DiskFile file = disk.openToRead(from)) {
            copy(file, to);
        }
    }

    private void copy(DiskFile from, Path to) throws IOException {
        try (DiskFile made = disk.create(to)) {
            long at = 0;
            for (int read = from.read(block.clear(), 0); read > 0; read = from.read(block.clear(), at)) {
                made.write(block.flip(), at);
                at += read;
            }
            bytes += at;
        }
        copied++;
    }
}
