package dev.workmanager.store.embedded;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.longlong.Roaring64Bitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first start on a backup. Those to whom items were handed out before it was made may have been overtaken after it: none of them
 * is believed any more, and what they had goes to others.
 */
final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    /** So many items by one command. */
    private static final int BATCH = 500;

    private final List<Command.Restore> commands = new ArrayList<>();

    /** Looks what there is to do; before anybody changes the state. */
    Restoration(State state) {
        for (JobState job : state.jobs.values()) {
            if (job.job().mode() != JobMode.CANCELLED) {
                add(job.job(), inMotion(job));
            }
        }
    }

    /** All items that somebody may hold: who has lost one can still finish it while it waits for another one. */
    private static Roaring64Bitmap inMotion(JobState job) {
        Roaring64Bitmap all = job.running.clone();
        all.or(job.ready);
        all.or(job.suspects);
        all.or(job.waiting.indexes());
        return all;
    }

    private void add(Job job, Roaring64Bitmap indexes) {
        List<Long> some = new ArrayList<>();
        indexes.forEach(index -> {
            some.add(index);
            if (some.size() == BATCH) {
                commands.add(new Command.Restore(job.no(), List.copyOf(some)));
                some.clear();
            }
        });
        commands.add(new Command.Restore(job.no(), List.copyOf(some)));
    }

    /** Does it; all of it is durable then. */
    void run(Store store) {
        long running = 0;
        for (Command.Restore command : commands) {
            running += store.submit(command).join();
        }
        LOG.info(
                "this is a backup: it goes on from there, and {} items that were in progress go to others; what anybody brings"
                        + " who was handed one before is refused",
                running);
    }
}
