package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A file system in memory that knows what was synced and what was not. A power loss ({@link #crashed}) keeps what was synced and
 * any subset of what was not: sectors of writes, lengths, names. A kill ({@link #copy}) keeps all, synced or not. Whoever
 * watches it sees each operation before it happens, may take such a copy there, or refuse it.
 */
final class SimDisk implements Disk {
    /** What changes something, or makes it durable. */
    enum Operation {
        CREATE,
        WRITE,
        TRUNCATE,
        SYNC,
        RENAME,
        DELETE,
        MAKE_FOLDER,
        SYNC_FOLDER,
        SYNC_ALL
    }

    /** Sees an operation before it happens. */
    @FunctionalInterface
    interface Watch {
        /**
         * Lets it pass.
         *
         * @throws IOException if it is refused; of a write some part happens all the same
         */
        void before(Operation operation, Path path) throws IOException;
    }

    private static final Watch NOBODY = (operation, path) -> {};

    private final SimNames names;
    private final Map<Integer, SimFile> files;
    private final BiPredicate<Operation, Path> lies;
    private int lastFile;
    private Watch watch = NOBODY;

    SimDisk() {
        this((operation, path) -> false);
    }

    /**
     * A disk that does not do what it says.
     *
     * @param lies which syncs it says that it did, and does not do
     */
    SimDisk(BiPredicate<Operation, Path> lies) {
        this(new SimNames(), new HashMap<>(), lies, 0);
    }

    private SimDisk(SimNames names, Map<Integer, SimFile> files, BiPredicate<Operation, Path> lies, int lastFile) {
        this.names = names;
        this.files = files;
        this.lies = lies;
        this.lastFile = lastFile;
    }

    synchronized void watch(Watch by) {
        watch = by;
    }

    synchronized void watchNoMore() {
        watch = NOBODY;
    }

    /** The disk as another process finds it when this one is killed now. */
    synchronized SimDisk copy() {
        Map<Integer, SimFile> copies = new HashMap<>();
        names.files().forEach(number -> copies.put(number, file(number).copy()));
        return new SimDisk(names.copy(), copies, lies, lastFile);
    }

    /** The disk as it may come back when the power goes now. */
    synchronized SimDisk crashed(RandomGenerator random) {
        SimNames left = names.crashed(chance(random));
        BooleanSupplier keep = chance(random);
        Map<Integer, SimFile> copies = new HashMap<>();
        left.files().forEach(number -> copies.put(number, file(number).crashed(keep)));
        return new SimDisk(left, copies, lies, lastFile);
    }

    /** Sometimes all, sometimes nothing, sometimes some of it. */
    private static BooleanSupplier chance(RandomGenerator random) {
        int percent = new int[] {0, 10, 50, 90, 100}[random.nextInt(5)];
        return () -> random.nextInt(100) < percent;
    }

    private SimFile file(int number) {
        return Objects.requireNonNull(files.get(number));
    }

    private SimFile file(Path path) throws IOException {
        Integer bound = names.get(path);
        if (bound == null || bound == SimNames.FOLDER) {
            throw new NoSuchFileException(path.toString());
        }
        return file(bound);
    }

    private void requireFolder(Path folder) throws IOException {
        Integer bound = names.get(folder);
        if (bound == null) {
            throw new NoSuchFileException(folder.toString());
        }
        if (bound != SimNames.FOLDER) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    @Override
    public synchronized DiskFile create(Path file) throws IOException {
        requireFolder(SimNames.folder(file));
        if (names.get(file) != null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        watch.before(Operation.CREATE, file);
        files.put(++lastFile, new SimFile());
        names.bind(file, lastFile);
        return new Open(file, file(lastFile));
    }

    @Override
    public synchronized DiskFile open(Path file) throws IOException {
        return new Open(file, file(file));
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        file(from);
        requireFolder(SimNames.folder(to));
        watch.before(Operation.RENAME, to);
        names.rename(from, to, Objects.requireNonNull(names.get(from)));
    }

    @Override
    public synchronized boolean delete(Path file) throws IOException {
        Integer bound = names.get(file);
        if (bound == null) {
            return false;
        }
        if (bound == SimNames.FOLDER && !names.list(file).isEmpty()) {
            throw new DirectoryNotEmptyException(file.toString());
        }
        watch.before(Operation.DELETE, file);
        names.remove(file);
        return true;
    }

    @Override
    public synchronized void createFolders(Path folder) throws IOException {
        if (names.get(folder) != null) {
            requireFolder(folder);
            return;
        }
        createFolders(SimNames.folder(folder));
        watch.before(Operation.MAKE_FOLDER, folder);
        names.bind(folder, SimNames.FOLDER);
        syncFolder(SimNames.folder(folder));
    }

    @Override
    public synchronized List<String> list(Path folder) throws IOException {
        requireFolder(folder);
        return names.list(folder);
    }

    @Override
    public synchronized boolean exists(Path path) {
        return names.get(path) != null;
    }

    @Override
    public synchronized long size(Path file) throws IOException {
        return file(file).length();
    }

    @Override
    public long room(Path folder) {
        return Long.MAX_VALUE;
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        requireFolder(folder);
        watch.before(Operation.SYNC_FOLDER, folder);
        if (!lies.test(Operation.SYNC_FOLDER, folder)) {
            names.sync(folder);
        }
    }

    @Override
    public synchronized void syncFoldersAbove(Path folder) throws IOException {
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            syncFolder(above);
        }
    }

    @Override
    public synchronized void syncAll(Path folder) throws IOException {
        requireFolder(folder);
        watch.before(Operation.SYNC_ALL, folder);
        if (!lies.test(Operation.SYNC_ALL, folder)) {
            names.syncAll(folder);
            syncFiles(folder);
        }
    }

    private void syncFiles(Path folder) {
        Set<Integer> all = names.files();
        // Whatever has lost its last name is nowhere to be seen any more.
        files.keySet().retainAll(all);
        for (String name : names.list(folder)) {
            Path path = folder.resolve(name);
            int bound = Objects.requireNonNull(names.get(path));
            if (bound == SimNames.FOLDER) {
                syncFiles(path);
            } else {
                file(bound).sync();
            }
        }
    }

    /** All files, with their contents. */
    synchronized Map<Path, ByteBuffer> contents() throws IOException {
        Map<Path, ByteBuffer> contents = new TreeMap<>();
        for (Path path : names.allFiles()) {
            contents.put(path, ByteBuffer.wrap(bytes(path)));
        }
        return contents;
    }

    /** The whole contents of a file. */
    synchronized byte[] bytes(Path path) throws IOException {
        SimFile file = file(path);
        ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
        file.read(bytes, 0);
        return bytes.array();
    }

    private final class Open implements DiskFile {
        private final Path path;
        private final SimFile file;

        Open(Path path, SimFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public int read(ByteBuffer into, long offset) {
            synchronized (SimDisk.this) {
                int before = into.position();
                file.read(into, offset);
                return into.position() - before;
            }
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            synchronized (SimDisk.this) {
                try {
                    watch.before(Operation.WRITE, path);
                } catch (IOException e) {
                    file.write(from.duplicate().limit(from.position() + from.remaining() / 2), offset);
                    throw e;
                }
                file.write(from, offset);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (SimDisk.this) {
                watch.before(Operation.SYNC, path);
                if (!lies.test(Operation.SYNC, path)) {
                    file.sync();
                }
            }
        }

        @Override
        public long size() {
            synchronized (SimDisk.this) {
                return file.length();
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            synchronized (SimDisk.this) {
                watch.before(Operation.TRUNCATE, path);
                file.truncate(length);
            }
        }

        @Override
        public void close() {
            // Nothing is synced by closing a file.
        }
    }
}
