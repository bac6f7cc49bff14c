package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.JobSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * What readers see of the jobs: only what is durable, and whose results lie in their place. Thread-safe; nobody waits here for a
 * disk.
 */
final class Published {
    private record Shown(Job job, Progress progress, Roaring64Bitmap running) {
        JobSnapshot snapshot() {
            return new JobSnapshot(job, counts(), running.toArray(), progress.superseded());
        }

        JobProgress withoutRunning() {
            return new JobProgress(job, counts());
        }

        Counts counts() {
            return progress.counts(job.source().count());
        }
    }

    private final Map<String, Shown> jobs = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    /** A job as a start finds it. */
    synchronized void show(JobState job) {
        names.put(job.job().no(), job.job().name());
        jobs.put(job.job().name(), new Shown(job.job(), job.progress(), job.running.clone()));
    }

    /** What a batch has changed, all at once. */
    synchronized void show(Map<Integer, JobOverlay> changedJobs, Map<ItemKey, Item> changedItems) {
        changedJobs.forEach((no, changed) -> {
            Job job = changed.job();
            names.put(no, job.name());
            Shown before = jobs.get(job.name());
            jobs.put(
                    job.name(),
                    new Shown(job, changed.progress(), before == null ? new Roaring64Bitmap() : before.running()));
        });
        changedItems.forEach((key, item) -> {
            Shown shown = jobs.get(names.get(key.job()));
            if (shown != null) {
                mark(shown.running(), key.index(), item.state() == ItemState.RUNNING);
            }
        });
    }

    private static void mark(Roaring64Bitmap running, long index, boolean runs) {
        if (runs) {
            running.addLong(index);
        } else {
            running.removeLong(index);
        }
    }

    synchronized Optional<JobSnapshot> job(String name) {
        return Optional.ofNullable(jobs.get(name)).map(Shown::snapshot);
    }

    synchronized Optional<JobProgress> progress(String name) {
        return Optional.ofNullable(jobs.get(name)).map(Shown::withoutRunning);
    }

    /** Whether all items of a job have ended. */
    synchronized boolean ended(String name) {
        Shown shown = jobs.get(name);
        return shown != null && shown.counts().ended();
    }
}
