package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The disk of this machine, which says that it synced, and did not. */
final class WithoutSync extends ForwardingDisk {
    WithoutSync() {
        super(new NioDisk());
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        return new Unsynced(super.create(file));
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new Unsynced(super.open(file));
    }

    @Override
    public void syncFolder(Path folder) {
        // That is the point of it.
    }

    @Override
    public void syncFoldersAbove(Path folder) {
        // Likewise.
    }

    @Override
    public void syncAll(Path folder) {
        // Likewise.
    }

    private record Unsynced(DiskFile file) implements DiskFile {
        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            return file.read(into, offset);
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            file.write(from, offset);
        }

        @Override
        public void sync() {
            // That is the point of it.
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long length) throws IOException {
            file.truncate(length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
