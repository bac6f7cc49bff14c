package dev.workmanager.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file system of this machine. */
public final class NioDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(NioDisk.class);

    private static final String DEVICE = "unix:dev";

    private volatile boolean canSyncFileSystem;

    @Override
    public DiskFile create(Path file) throws IOException {
        return new NioFile(FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new NioFile(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile openToRead(Path file) throws IOException {
        return new NioFile(FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public boolean link(Path file, Path second) throws IOException {
        try {
            Files.createLink(second, file);
            return true;
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.debug("{} cannot have a second name {}: {}", file, second, e.toString());
            return false;
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            createFolders(parent);
        }
        try {
            Files.createDirectory(absolute);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(absolute)) {
                throw e;
            }
        }
        if (parent != null) {
            syncFolder(parent);
        }
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public long count(Path folder, Predicate<String> such) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(such)
                    .count();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public long size(Path file) throws IOException {
        return Files.size(file);
    }

    @Override
    public long room(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void syncFoldersAbove(Path folder) throws IOException {
        Path real = folder.toRealPath();
        Object device = Files.getAttribute(real, DEVICE);
        for (Path above = real.getParent();
                above != null && Files.getAttribute(above, DEVICE).equals(device);
                above = above.getParent()) {
            if (Files.isReadable(above)) {
                syncFolder(above);
            } else {
                LOG.debug("{} may not be read by this user, so it is not synced", above);
            }
        }
    }

    @Override
    public void syncAll(Path folder) throws IOException {
        int code = syncFileSystem(folder);
        if (code == 0) {
            canSyncFileSystem = true;
        } else if (canSyncFileSystem) {
            throw new IOException("'sync -f " + folder + "' ended with code " + code);
        } else {
            syncOneByOne(folder);
        }
    }

    /** The exit code of the program that does it; one that never worked here is not there, or does not know the option. */
    private static int syncFileSystem(Path folder) throws IOException {
        Process sync;
        try {
            sync = new ProcessBuilder("sync", "-f", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.debug("there is no program 'sync'; syncing file by file", e);
            return 127;
        }
        try {
            return sync.onExit().thenApply(Process::exitValue).get();
        } catch (ExecutionException e) {
            throw new IOException("cannot wait for the program 'sync'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while syncing", e);
        }
    }

    private void syncOneByOne(Path folder) throws IOException {
        for (String name : list(folder)) {
            Path path = folder.resolve(name);
            if (Files.isDirectory(path)) {
                syncOneByOne(path);
            } else {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.force(true);
                } catch (NoSuchFileException e) {
                    LOG.debug("{} was renamed meanwhile: it is synced by whoever renamed it", path);
                }
            }
        }
        syncFolder(folder);
    }

    private record NioFile(FileChannel channel) implements DiskFile {
        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            int all = 0;
            while (into.hasRemaining()) {
                int read = channel.read(into, offset + all);
                if (read < 0) {
                    break;
                }
                all += read;
            }
            return all;
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            long at = offset;
            while (from.hasRemaining()) {
                at += channel.write(from, at);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
