package dev.workmanager.wrapper;

import dev.workmanager.process.CannotStartException;
import dev.workmanager.process.Scratch;
import dev.workmanager.process.Spool;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt has on disk. Closed when its end has been told, since the completion reads from it; then all of it goes, whatever
 * the child has made of it. For one thread.
 */
final class AttemptFiles implements AutoCloseable {
    /** Less than any file system gives out at a time. */
    private static final long FULL = 4_096;

    private final Scratch scratch;
    private final Path folder;
    private final String name;
    private final Spool stdout;
    private @Nullable Spool stdin;
    private @Nullable FileResult result;

    /**
     * Makes what every attempt has.
     *
     * @param scratch where
     * @param name what nothing else there begins with
     * @throws CannotStartException if it cannot be made
     */
    AttemptFiles(Scratch scratch, String name) {
        this.scratch = scratch;
        this.folder = scratch.folder();
        this.name = name;
        scratch.makeFolder(tmpDir());
        try {
            this.stdout = Spool.create(folder, name + ".out");
        } catch (CannotStartException e) {
            scratch.removeFolder(tmpDir());
            throw e;
        }
    }

    /** The child's own folder, empty to begin with. */
    Path tmpDir() {
        return folder.resolve(name);
    }

    /** Where the child may make a file that is its result; nothing is there to begin with. */
    Path resultFile() {
        return folder.resolve(name + ".result");
    }

    /** Where the child may tell how far it is; nothing is there to begin with. */
    Path progressFile() {
        return folder.resolve(name + ".progress");
    }

    /** Whether there is no room left where all this lies, so that what the child wrote last may be missing. */
    boolean isFull() {
        return folder.toFile().getUsableSpace() < FULL;
    }

    /** Where all this lies. */
    Path folder() {
        return folder;
    }

    /** What the child writes to its standard output. */
    Spool stdout() {
        return stdout;
    }

    /**
     * What the child is to read; once.
     *
     * @throws CannotStartException if there is no room for it
     */
    Spool stdin(byte[] bytes) {
        stdin = Spool.create(folder, name + ".in");
        stdin.fill(bytes);
        return stdin;
    }

    /**
     * The file that the child has made its result; once.
     *
     * @return null if it has made none
     * @throws UnusableResultException if it is no file that can be read
     */
    @Nullable FileResult openResult() {
        result = FileResult.open(resultFile());
        return result;
    }

    /** Whether what {@link #openResult} has found is the result. */
    boolean hasResultFile() {
        return result != null;
    }

    @Override
    public void close() throws IOException {
        try {
            stdout.close();
            if (stdin != null) {
                stdin.close();
            }
            if (result != null) {
                result.close();
            }
        } finally {
            scratch.remove(resultFile());
            scratch.remove(progressFile());
            scratch.removeFolder(tmpDir());
        }
    }
}
