package dev.workmanager.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;

/**
 * Takes away whatever a child has left under a name. A symbolic link is taken away itself, never what it leads to: each folder is
 * gone through by its handle, so that nobody can put a link in its place meanwhile. What is mounted is left alone, and what is
 * around it.
 */
final class Removal {
    private static final Set<PosixFilePermission> OURS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** A process that still runs may go on filling a folder: so often it is emptied. */
    private static final int ROUNDS = 3;

    private final Object device;

    private Removal(Object device) {
        this.device = device;
    }

    /**
     * Takes away a file, or a folder with all that is in it; or nothing, if nothing is there.
     *
     * @throws IOException if something is still there
     */
    static void remove(Path path) throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "the root folder is no child's");
            try (DirectoryStream<Path> parent = Files.newDirectoryStream(folder)) {
                new Removal(device(path)).removeFolder(secure(parent), folder, path.getFileName());
            }
        }
    }

    private void removeFolder(SecureDirectoryStream<Path> parent, Path parentPath, Path name) throws IOException {
        Path path = parentPath.resolve(name);
        if (!device.equals(device(path))) {
            throw new IOException(path + " is mounted");
        }
        for (int round = 1; ; round++) {
            empty(parent, path, name);
            try {
                parent.deleteDirectory(name);
                return;
            } catch (DirectoryNotEmptyException e) {
                if (round == ROUNDS) {
                    throw e;
                }
            }
        }
    }

    private void empty(SecureDirectoryStream<Path> parent, Path path, Path name) throws IOException {
        try (SecureDirectoryStream<Path> folder = open(parent, path, name)) {
            PosixFileAttributeView rights = folder.getFileAttributeView(PosixFileAttributeView.class);
            if (!rights.readAttributes().permissions().containsAll(OURS)) {
                rights.setPermissions(OURS);
            }
            for (Path entry : folder) {
                remove(folder, path, entry.getFileName());
            }
        }
    }

    private void remove(SecureDirectoryStream<Path> folder, Path path, Path name) throws IOException {
        try {
            if (folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory()) {
                removeFolder(folder, path, name);
            } else {
                folder.deleteFile(name);
            }
        } catch (NoSuchFileException goneByItself) {
            return;
        }
    }

    private static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> parent, Path path, Path name)
            throws IOException {
        try {
            return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            allow(path);
            return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** A folder that cannot even be opened is opened up by its path: a link that takes its place just now may get the rights, no more. */
    private static void allow(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(folder, OURS);
        }
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS);
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> folder) throws IOException {
        if (folder instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this system has no way to go through folders without following links");
    }
}
