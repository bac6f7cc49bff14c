package dev.workmanager.store.embedded;

import dev.workmanager.store.embedded.SimDisk.Operation;
import java.io.IOException;
import java.nio.file.Path;

/** A store with one of its precautions taken out: by a disk that says it did what it did not do, or does it otherwise. */
enum Mutant {
    /** The store as it is. */
    NONE,
    NO_SYNC_OF_FILES {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC;
        }
    },
    NO_SYNC_OF_FRAMES {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC && path.endsWith("journal/next");
        }
    },
    NO_SYNC_OF_THE_LAST_FRAME_AT_THE_START {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC && path.toString().endsWith(Segment.SUFFIX);
        }
    },
    NO_SYNC_OF_CHUNKS {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC && path.toString().endsWith(ChunkFile.SUFFIX);
        }
    },
    NO_SYNC_OF_THE_MANIFEST {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC && path.endsWith("manifest.next");
        }
    },
    NO_SYNC_OF_PARTS {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC && path.startsWith(SimFolders.OUT);
        }
    },
    NO_SYNC_OF_LINES {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC && path.endsWith("items");
        }
    },
    NO_SYNC_OF_THE_INDEX_OF_LINES {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC && path.endsWith("items.index");
        }
    },
    NO_SYNC_OF_FOLDERS {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC_FOLDER;
        }
    },
    NO_SYNC_OF_THE_DATA_FOLDER {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC_FOLDER && path.equals(SimFolders.DATA);
        }
    },
    NO_SYNC_OF_THE_JOURNALS_FOLDER {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC_FOLDER && path.endsWith("journal");
        }
    },
    NO_SYNC_OF_THE_FOLDER_OF_LINES {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC_FOLDER && path.startsWith(SimFolders.DATA.resolve("jobs"));
        }
    },
    NO_SYNC_OF_THE_FOLDER_OF_PARTS {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC_FOLDER && path.endsWith(".part");
        }
    },
    NO_SYNC_OF_RESULTS {
        @Override
        boolean lies(Operation operation, Path path) {
            return operation == Operation.SYNC_ALL;
        }
    },
    MANIFEST_WRITTEN_IN_PLACE {
        @Override
        Disk diskOf(SimDisk disk) {
            return new InPlace(disk);
        }
    },
    RESULTS_NOT_LAID_OUT_AGAIN {
        @Override
        Disk diskOf(SimDisk disk) {
            return new WithoutLayingOut(disk);
        }
    };

    /** Whether it only says that it did this. */
    boolean lies(Operation operation, Path path) {
        return false;
    }

    /** The disk that a store is started with. */
    Disk diskOf(SimDisk disk) {
        return disk;
    }

    private static final class InPlace extends ForwardingDisk {
        InPlace(Disk disk) {
            super(disk);
        }

        @Override
        public DiskFile create(Path file) throws IOException {
            if (!isNext(file)) {
                return super.create(file);
            }
            Path manifest = file.resolveSibling("manifest");
            if (!exists(manifest)) {
                return super.create(manifest);
            }
            DiskFile old = open(manifest);
            old.truncate(0);
            return old;
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (!isNext(from)) {
                super.rename(from, to);
            }
        }

        private static boolean isNext(Path file) {
            return file.endsWith("manifest.next");
        }
    }

    /** Until the first segment is begun nothing becomes a result. */
    private static final class WithoutLayingOut extends ForwardingDisk {
        private boolean started;

        WithoutLayingOut(Disk disk) {
            super(disk);
        }

        @Override
        public DiskFile create(Path file) throws IOException {
            started |= file.endsWith("journal/next");
            return started || !isResult(file) ? super.create(file) : super.create(file.resolveSibling(".part/0.new"));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (started || !isResult(to)) {
                super.rename(from, to);
            }
        }

        @Override
        public boolean exists(Path path) throws IOException {
            return (started || !isResult(path)) && super.exists(path);
        }

        private static boolean isResult(Path file) {
            return SimFolders.OUT.equals(file.getParent());
        }
    }
}
