package dev.workmanager.store.embedded;

import dev.workmanager.rules.Worker;
import dev.workmanager.store.Event;
import dev.workmanager.store.Event.OfJob;
import dev.workmanager.store.Event.OfWorker;
import dev.workmanager.store.EventRing;
import dev.workmanager.store.JobProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes what happens with one batch after the other: first jobs that are new, then workers, then items, and at last what has become of
 * jobs through all that. Not thread-safe.
 */
final class EventNotes {
    private final EventRing ring;
    private final List<Event> atLast = new ArrayList<>();
    private long at;

    EventNotes(EventRing ring) {
        this.ring = ring;
    }

    /** A batch of this time begins. */
    void begin(long time) {
        at = time;
    }

    void submitted(JobProgress job) {
        ring.add(new OfJob(at, OfJob.Change.SUBMITTED, job));
    }

    void changed(JobProgress job) {
        atLast.add(new OfJob(at, OfJob.Change.CHANGED, job));
    }

    void ended(JobProgress job) {
        atLast.add(new OfJob(at, OfJob.Change.ENDED, job));
    }

    void deleted(JobProgress job) {
        atLast.add(new OfJob(at, OfJob.Change.DELETED, job));
    }

    void worker(Optional<Worker> known, Worker after) {
        if (known.isEmpty()) {
            note(OfWorker.Change.SEEN, after);
            return;
        }
        Worker before = known.get();
        if (before.silent() != after.silent()) {
            note(after.silent() ? OfWorker.Change.LOST : OfWorker.Change.BACK, after);
        }
        if (before.order() != after.order()) {
            note(OfWorker.Change.ORDERED, after);
        }
    }

    private void note(OfWorker.Change change, Worker worker) {
        ring.add(new OfWorker(at, change, worker));
    }

    /** The batch is complete. */
    void end(List<Event.OfItem> items) {
        items.forEach(ring::add);
        atLast.forEach(ring::add);
        atLast.clear();
    }

    /** All that was noted may be seen. */
    void show() {
        ring.show();
    }
}
