package dev.workmanager.store.embedded;

import java.io.IOException;
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

    private static final class Unsynced extends ForwardingFile {
        Unsynced(DiskFile file) {
            super(file);
        }

        @Override
        public void sync() {
            // That is the point of it.
        }
    }
}
