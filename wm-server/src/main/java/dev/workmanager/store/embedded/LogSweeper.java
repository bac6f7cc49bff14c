package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the logs of jobs that are not there any more: there may be millions of files, and nobody waits for it. Thread-safe. */
final class LogSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(LogSweeper.class);

    private final Disk disk;
    private final Executor background;
    private volatile boolean closed;

    LogSweeper(Disk disk, Executor background) {
        this.disk = disk;
        this.background = background;
    }

    /** Removes the folder of a job's logs, if it is there. */
    void remove(Path job) {
        background.execute(() -> {
            try {
                if (disk.exists(job)) {
                    removeAll(job);
                }
            } catch (IOException e) {
                LOG.warn("cannot remove the logs in {}: {}; the next start tries again", job, e.toString());
            }
        });
    }

    private void removeAll(Path job) throws IOException {
        for (String folder : disk.list(job)) {
            for (String name : disk.list(job.resolve(folder))) {
                if (closed) {
                    LOG.info("the logs in {} are removed by the next start", job);
                    return;
                }
                disk.delete(job.resolve(folder).resolve(name));
            }
            disk.delete(job.resolve(folder));
        }
        disk.delete(job);
    }

    /** Removes nothing more. */
    void close() {
        closed = true;
    }
}
