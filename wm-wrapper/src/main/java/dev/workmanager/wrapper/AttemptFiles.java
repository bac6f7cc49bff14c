package dev.workmanager.wrapper;

import dev.workmanager.process.Spool;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What one attempt has on disk. Closed when its end has been told, since the completion reads from it. For one thread. */
final class AttemptFiles implements AutoCloseable {
    private final Path folder;
    private final String name;
    private final Spool stdout;
    private @Nullable Spool stdin;

    /**
     * Makes what every attempt has.
     *
     * @param folder where
     * @param name what nothing else in that folder begins with
     * @throws dev.workmanager.process.CannotStartException if it cannot be made
     */
    AttemptFiles(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.stdout = Spool.create(folder, name + ".out");
    }

    /** What the child writes to its standard output. */
    Spool stdout() {
        return stdout;
    }

    /**
     * What the child is to read; once.
     *
     * @throws dev.workmanager.process.CannotStartException if there is no room for it
     */
    Spool stdin(byte[] bytes) {
        stdin = Spool.create(folder, name + ".in");
        stdin.fill(bytes);
        return stdin;
    }

    @Override
    public void close() throws IOException {
        try {
            stdout.close();
        } finally {
            if (stdin != null) {
                stdin.close();
            }
        }
    }
}
