package dev.workmanager.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Folders that were made and never used: given another name they are as good as new. Most children use theirs not at all, and to make
 * a folder and remove it costs as much as to start a child on some file systems, to rename it next to nothing. Thread-safe.
 */
final class SpareFolders {
    private final Path parent;
    private final FileAttribute<?> rights;
    private final Queue<Path> spare = new ConcurrentLinkedQueue<>();
    private final AtomicLong kept = new AtomicLong();
    private volatile @Nullable Map<String, Object> asNew;

    /**
     * Without any to begin with.
     *
     * @param parent where they lie
     * @param rights what new ones have
     */
    SpareFolders(Path parent, FileAttribute<?> rights) {
        this.parent = parent;
        this.rights = rights;
    }

    /** Makes an empty folder under a name that nothing has. */
    void make(Path path) throws IOException {
        Path unused = spare.poll();
        if (unused != null && Files.isDirectory(unused, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(unused, path, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.createDirectory(path, rights);
        if (asNew == null) {
            asNew = attributes(path);
        }
    }

    /** Keeps a folder for the next one, if it is as it was made; tells whether it has. */
    boolean keep(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || !attributes(path).equals(asNew)
                || !isEmpty(path)) {
            return false;
        }
        Path unused = parent.resolve("spare-" + kept.incrementAndGet());
        Files.move(path, unused, StandardCopyOption.ATOMIC_MOVE);
        return spare.add(unused);
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext();
        }
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
    }
}
