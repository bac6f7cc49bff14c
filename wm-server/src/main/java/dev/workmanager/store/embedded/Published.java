package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Slot;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.EventRing;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.JobSnapshot;
import dev.workmanager.store.WorkerStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * What readers see of jobs and workers: only what is durable, and whose results lie in their place. Thread-safe; nobody waits here
 * for a disk.
 */
final class Published {
    /** A job as it is shown. */
    private static final class Shown {
        private final Roaring64Bitmap running;
        private final Meter meter;
        private Job job;
        private Progress progress;

        Shown(Job job, Progress progress, Roaring64Bitmap running, Meter meter) {
            this.job = job;
            this.progress = progress;
            this.running = running;
            this.meter = meter;
        }

        Counts counts() {
            return progress.counts(job);
        }

        long ended() {
            return progress.done() + progress.failed() + progress.cancelled();
        }
    }

    /** A worker as it is shown. */
    private static final class Seen {
        private final Map<Integer, Slot> slots = new HashMap<>();
        private Worker worker;

        Seen(Worker worker) {
            this.worker = worker;
        }
    }

    private final LongSupplier millis;
    private final TreeMap<Integer, Shown> jobs = new TreeMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final TreeMap<Integer, Seen> workers = new TreeMap<>();
    private final Map<WorkerId, Integer> workerNumbers = new HashMap<>();
    private final Holders holders = new Holders();
    private final EventNotes notes;
    private final PublishedRegistry registry = new PublishedRegistry();
    private long supersededOfDeleted;

    /**
     * @param millis a clock that only goes forward, for the rates
     * @param events where everything is noted that happens
     */
    Published(LongSupplier millis, EventRing events) {
        this.millis = millis;
        this.notes = new EventNotes(events);
    }

    /** All that a start finds. */
    synchronized void show(State state) {
        state.jobs.values().forEach(job -> show(job.job(), job.progress(), job.running.clone()));
        holders.showAll(state);
        state.workers.values().forEach(this::show);
        state.slots.forEach((key, slot) -> show(key.worker(), key.slot(), slot));
        registry.show(state.registered.facts());
    }

    private void show(Job job, Progress progress, Roaring64Bitmap running) {
        numbers.put(job.name(), job.no());
        jobs.put(job.no(), new Shown(job, progress, running, new Meter(millis.getAsLong())));
    }

    private void show(Worker worker) {
        workerNumbers.put(worker.id(), worker.no());
        Seen seen = workers.computeIfAbsent(worker.no(), no -> new Seen(worker));
        seen.worker = worker;
    }

    private void show(int worker, int slot, Slot remembered) {
        Seen seen = workers.get(worker);
        if (seen != null) {
            seen.slots.put(slot, remembered);
        }
    }

    /** What a batch has changed, all at once. Its events are noted, but nobody sees them before {@link #showEvents}. */
    synchronized void show(Batch batch) {
        notes.begin(batch.at());
        batch.jobs().forEach(this::show);
        batch.items().forEach((key, item) -> {
            Shown shown = jobs.get(key.job());
            if (shown != null) {
                mark(shown.running, key.index(), item.state() == ItemState.RUNNING);
                holders.show(key, item);
            }
        });
        batch.workers().forEach(worker -> {
            notes.worker(worker(worker.no()), worker);
            show(worker);
        });
        batch.slots().forEach((key, slot) -> show(key.worker(), key.slot(), slot));
        registry.show(batch.registry());
        notes.end(batch.events());
    }

    /** Events may be seen by all: the results that they tell of are in their place. */
    synchronized void showEvents() {
        notes.show();
    }

    private void show(int no, JobOverlay changed) {
        Job job = changed.job();
        if (changed.gone()) {
            Optional.ofNullable(jobs.remove(no)).map(this::progress).ifPresent(this::deleted);
            numbers.remove(job.name(), no);
            holders.forget(no);
            return;
        }
        Shown shown = jobs.get(no);
        if (shown == null) {
            show(job, changed.progress(), new Roaring64Bitmap());
            notes.submitted(new JobProgress(job, changed.counts(), 0, 0, 0, 0));
            return;
        }
        Job jobBefore = shown.job;
        boolean endedBefore = shown.counts().ended();
        long before = shown.ended();
        shown.job = job;
        shown.progress = changed.progress();
        shown.meter.add(shown.ended() - before, millis.getAsLong());
        boolean ended = shown.counts().ended();
        if (endedBefore && !ended || !job.equals(jobBefore)) {
            notes.changed(progress(shown));
        }
        if (ended && !endedBefore) {
            notes.ended(progress(shown));
        }
    }

    private void deleted(JobProgress job) {
        supersededOfDeleted += job.superseded();
        notes.deleted(job);
    }

    private static void mark(Roaring64Bitmap running, long index, boolean runs) {
        if (runs) {
            running.addLong(index);
        } else {
            running.removeLong(index);
        }
    }

    /** Workers that are not remembered any more. */
    synchronized void forget(Iterable<Worker> gone) {
        for (Worker worker : gone) {
            workers.remove(worker.no());
            workerNumbers.remove(worker.id());
            holders.forgetWorker(worker.no());
        }
    }

    private Optional<Shown> find(String name) {
        return Optional.ofNullable(numbers.get(name)).map(jobs::get);
    }

    synchronized Optional<JobSnapshot> job(String name) {
        return find(name)
                .map(shown -> new JobSnapshot(shown.job, shown.counts(), running(shown), shown.progress.superseded()));
    }

    /** In a cancelled job nothing runs, as its counts have it. */
    private static long[] running(Shown shown) {
        return shown.counts().running() == 0 ? new long[0] : shown.running.toArray();
    }

    synchronized Optional<JobProgress> progress(String name) {
        return find(name).map(this::progress);
    }

    private JobProgress progress(Shown shown) {
        return new JobProgress(
                shown.job,
                shown.counts(),
                shown.progress.superseded(),
                shown.progress.startedAt(),
                shown.progress.endedAt(),
                shown.meter.rate(millis.getAsLong()));
    }

    synchronized List<JobProgress> jobs() {
        return jobs.values().stream().map(this::progress).toList();
    }

    synchronized List<WorkerStatus> workers() {
        return workers.values().stream().map(this::status).toList();
    }

    synchronized Optional<WorkerStatus> worker(WorkerId id) {
        return Optional.ofNullable(workerNumbers.get(id)).map(workers::get).map(this::status);
    }

    synchronized Optional<Worker> worker(int no) {
        return Optional.ofNullable(workers.get(no)).map(seen -> seen.worker);
    }

    /** How many attempts were superseded, of all jobs that were there since the start. */
    synchronized long superseded() {
        return supersededOfDeleted
                + jobs.values().stream()
                        .mapToLong(shown -> shown.progress.superseded())
                        .sum();
    }

    /** When the oldest attempt of a named worker that runs was handed out, in milliseconds since the epoch; 0 for none. */
    synchronized long oldestStart() {
        return holders.oldest();
    }

    PublishedRegistry registry() {
        return registry;
    }

    private WorkerStatus status(Seen seen) {
        List<WorkerStatus.Held> holds = new ArrayList<>();
        holders.forEach(seen.worker.no(), (key, attempt) -> {
            Shown shown = jobs.get(key.job());
            if (shown != null) {
                holds.add(new WorkerStatus.Held(shown.job, shown.job.source().id(key.index()), attempt));
            }
        });
        return new WorkerStatus(
                seen.worker,
                seen.slots.values().stream().mapToLong(Slot::done).sum(),
                seen.slots.values().stream().mapToLong(Slot::failed).sum(),
                holds);
    }

    /** Whether a job is over: all its items have ended, or it is halted and nothing runs any more. */
    synchronized boolean over(String name) {
        return find(name).map(this::progress).map(JobProgress::over).orElse(false);
    }
}
