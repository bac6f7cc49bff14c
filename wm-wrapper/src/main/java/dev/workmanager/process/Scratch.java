package dev.workmanager.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one process for what its children have on disk: only its owner can enter it, and it is gone with {@link #close}. The
 * folder of a process that was killed is taken away by the next one that makes one beside it: a lock file beside each folder, held
 * as long as its process lives, tells them apart. That holds among all processes of one user on one system, in whatever containers; on
 * a network file system, where its locks hold. Thread-safe.
 */
public final class Scratch implements AutoCloseable {
    private static final String PREFIX = "wm-wrap-";
    private static final String SUFFIX = ".lock";
    private static final Pattern LOCK = Pattern.compile(PREFIX + "[0-9a-f]{16}" + Pattern.quote(SUFFIX));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** Those of this JVM: the system gives up its locks on a file as soon as the JVM closes that file anywhere. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path lock;
    private final Path folder;
    private final SpareFolders spares;
    private final FileChannel channel;
    private final Consumer<String> say;
    private boolean closed;

    private Scratch(Path lock, FileChannel channel, Consumer<String> say) {
        this.lock = lock;
        this.folder = folderOf(lock);
        this.spares = new SpareFolders(folder, FOLDER);
        this.channel = channel;
        this.say = say;
    }

    /**
     * Makes one, and takes away those of processes that are no more.
     *
     * @param parent where
     * @param random draws its name
     * @param say takes lines for people: what could not be taken away
     * @throws CannotStartException if it cannot be made
     */
    public static Scratch open(Path parent, RandomGenerator random, Consumer<String> say) {
        try {
            Path real = parent.toRealPath();
            Scratch scratch = null;
            while (scratch == null) {
                scratch = tryOpen(real.resolve(PREFIX + HexFormat.of().toHexDigits(random.nextLong()) + SUFFIX), say);
            }
            return scratch;
        } catch (IOException e) {
            throw CannotStartException.noRoom("cannot make a folder for temporary files in " + parent + ": " + e, e);
        }
    }

    /** Null if somebody who sweeps was quicker than our lock. */
    private static @Nullable Scratch tryOpen(Path lock, Consumer<String> say) throws IOException {
        HELD.add(lock);
        Scratch scratch = new Scratch(
                lock,
                FileChannel.open(lock, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE),
                say);
        boolean made = false;
        try {
            made = scratch.channel.tryLock() != null && Files.exists(lock);
            if (made) {
                Files.createDirectory(scratch.folder, FOLDER);
                scratch.sweep();
            }
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
        if (made) {
            return scratch;
        }
        scratch.channel.close();
        HELD.remove(lock);
        return null;
    }

    /**
     * The folder; made again if somebody has taken it away, as those do who tidy up {@code /tmp}.
     *
     * @throws CannotStartException if it is not there
     */
    public synchronized Path folder() {
        if (!closed && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(folder, FOLDER);
            } catch (IOException e) {
                throw CannotStartException.noRoom("cannot make the folder " + folder + ": " + e, e);
            }
        }
        return folder;
    }

    /**
     * Makes an empty folder in it that only its owner can enter.
     *
     * @throws CannotStartException if it cannot be made
     */
    public void makeFolder(Path path) {
        try {
            spares.make(path);
        } catch (IOException e) {
            throw CannotStartException.noRoom("cannot make the folder " + path + ": " + e, e);
        }
    }

    /** Takes a folder that was made here away, with all that is in it, as {@link #remove} does. */
    public void removeFolder(Path path) {
        try {
            if (!spares.keep(path)) {
                remove(path);
            }
        } catch (IOException e) {
            remove(path);
        }
    }

    /** Takes away what is there under a name, with all that is in it; what withstands is told. Never follows a link. */
    public void remove(Path path) {
        try {
            Removal.remove(path);
        } catch (IOException e) {
            say.accept("cannot remove " + path + ": " + e);
        }
    }

    /** Takes the folder away, with all that is in it. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            remove(folder);
            remove(lock);
            try {
                channel.close();
            } catch (IOException e) {
                say.accept("cannot close " + lock + ": " + e);
            }
            HELD.remove(lock);
        }
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(lock.getParent(), PREFIX + "*" + SUFFIX)) {
            for (Path other : locks) {
                if (LOCK.matcher(other.getFileName().toString()).matches() && !HELD.contains(other)) {
                    sweep(other);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void sweep(Path other) {
        try {
            if (isOurs(other) && Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)) {
                removeUnlessLocked(other);
            }
        } catch (NoSuchFileException e) {
            HELD.remove(other); // it has just ended, or somebody else sweeps, too: nothing is left to do
        } catch (IOException e) {
            say.accept("cannot remove " + folderOf(other) + ", which a killed process has left: " + e);
        }
    }

    private void removeUnlessLocked(Path other) throws IOException {
        try (FileChannel held = FileChannel.open(other, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (held.tryLock() != null) {
                Path left = folderOf(other);
                if (Files.notExists(left, LinkOption.NOFOLLOW_LINKS) || isOurs(left)) {
                    Removal.remove(left);
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    private boolean isOurs(Path path) throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
                .equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
    }

    private static Path folderOf(Path lock) {
        String name = lock.getFileName().toString();
        return lock.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
    }
}
