package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * The file system as the store sees it: the seam where tests crash it, or make it refuse. What was written is safe only after a
 * sync; a name (created, renamed, deleted) only after a sync of its folder. Thread-safe; a file by itself is not.
 */
public interface Disk {
    /** A new, empty file; refused when there is one. */
    DiskFile create(Path file) throws IOException;

    /** An existing file, to be read and written. */
    DiskFile open(Path file) throws IOException;

    /** An existing file, to be read only: it may lie where nothing can be written. */
    default DiskFile openToRead(Path file) throws IOException {
        return open(file);
    }

    /**
     * Gives a file that is never modified a second name.
     *
     * @return false if that cannot be done here: another file system, one that knows no second names, a file of somebody else
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws java.nio.file.FileAlreadyExistsException if there is one of the second name
     */
    default boolean link(Path file, Path second) throws IOException {
        return false;
    }

    /** Gives a file another name in the same file system; a file of that name is replaced in one step. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file; whether there was one. */
    boolean delete(Path file) throws IOException;

    /** Makes a folder and those above it, where they are missing, and syncs their names. */
    void createFolders(Path folder) throws IOException;

    /** The names in a folder, in no order. */
    List<String> list(Path folder) throws IOException;

    /** How many names in a folder are such; without keeping them, since there may be millions. */
    default long count(Path folder, Predicate<String> such) throws IOException {
        return list(folder).stream().filter(such).count();
    }

    /** Whether there is a file or folder of that name. */
    boolean exists(Path path) throws IOException;

    /** The length of a file in bytes. */
    long size(Path file) throws IOException;

    /** How many bytes can still be written to the file system of a folder, about. */
    long room(Path folder) throws IOException;

    /** Makes the names in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /** Makes the names durable by which a folder is found, whoever made them: in the folders above it, as far as its file system goes. */
    void syncFoldersAbove(Path folder) throws IOException;

    /** Makes all files and names in a folder durable, whoever wrote them. */
    void syncAll(Path folder) throws IOException;
}
