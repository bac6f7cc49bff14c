package dev.workmanager.store.embedded;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a store that runs by itself: the writer, the publisher behind it, and now and then one in the background. */
final class StoreThreads {
    private static final Logger LOG = LoggerFactory.getLogger(StoreThreads.class);
    private static final long END_SECONDS = 60;

    private final ExecutorService publishing = Executors.newSingleThreadExecutor(task -> new Thread(task, "publisher"));
    private final ExecutorService background =
            Executors.newCachedThreadPool(task -> new Thread(task, "store-background"));
    private Thread writer = new Thread("writer");

    /** Runs what comes after the journal, in order. */
    Executor publishing() {
        return publishing;
    }

    /** Runs what may take its time. */
    Executor background() {
        return background;
    }

    /** Lets the writer take one step after the other, for as long as there is a next one. */
    void start(BooleanSupplier step) {
        writer = new Thread(() -> loop(step), "writer");
        writer.start();
    }

    private static void loop(BooleanSupplier step) {
        boolean more = true;
        while (more) {
            try {
                more = step.getAsBoolean();
            } catch (RuntimeException e) {
                LOG.error("a defect in the store's writer; going on", e);
            }
        }
    }

    /** Takes no further tasks; what was begun goes on. For a store that could not be opened. */
    void abandon() {
        publishing.shutdown();
        background.shutdown();
    }

    /**
     * Waits for the writer, which has been told to end, then for all that it has left to do.
     *
     * @return whether nothing is left
     */
    boolean awaitEnd() {
        boolean interrupted = false;
        boolean published = false;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
            publishing.shutdown();
            published = publishing.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            background.shutdown();
            background.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return published;
    }
}
