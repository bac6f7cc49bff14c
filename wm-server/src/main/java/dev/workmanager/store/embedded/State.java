package dev.workmanager.store.embedded;

import dev.workmanager.model.Item;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Slot;
import dev.workmanager.rules.Worker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * What is so, as of the last durable frame: facts are assigned to it, by the writer as by a replay. Used by one thread, but for
 * {@link Chunks}.
 */
final class State {
    /** A slot of a worker. */
    record SlotKey(int worker, int slot) {}

    final TreeMap<Integer, JobState> jobs = new TreeMap<>();
    final Map<Integer, Worker> workers = new HashMap<>();
    final Map<SlotKey, Slot> slots = new HashMap<>();
    final Leases leases = new Leases();
    final Chunks chunks;

    private final Map<String, JobState> jobsByName = new HashMap<>();
    private final Map<JobId, JobState> jobsById = new HashMap<>();
    private final Map<WorkerId, Worker> workersById = new HashMap<>();
    private final InstantSource wall;
    private final LongSupplier monotonic;
    private int lastWorker;

    /**
     * @param wall for the not-before times of items
     * @param monotonic milliseconds, from anywhere
     */
    State(Chunks chunks, InstantSource wall, LongSupplier monotonic) {
        this.chunks = chunks;
        this.wall = wall;
        this.monotonic = monotonic;
    }

    /** The number that was given to a worker last. */
    int lastWorker() {
        return lastWorker;
    }

    Optional<JobState> job(String name) {
        return Optional.ofNullable(jobsByName.get(name));
    }

    Optional<JobState> job(JobId id) {
        return Optional.ofNullable(jobsById.get(id));
    }

    JobState job(int no) {
        JobState job = jobs.get(no);
        if (job == null) {
            throw new MalformedDataException("there is no job number " + no);
        }
        return job;
    }

    Optional<Worker> worker(WorkerId id) {
        return Optional.ofNullable(workersById.get(id));
    }

    Item item(int job, long index) {
        byte[] encoded = chunks.get(job, index);
        return encoded == null ? Item.FRESH : ItemCodec.decode(encoded);
    }

    /** Assigns a fact; result files are somebody else's. */
    void assign(Fact fact) {
        if (fact instanceof Fact.ItemIs item) {
            assign(item, ItemCodec.decode(item.encoded()));
        } else if (fact instanceof Fact.JobIs job) {
            assign(job.job());
        } else if (fact instanceof Fact.ProgressIs progress) {
            job(progress.job()).become(progress.progress());
        } else if (fact instanceof Fact.WorkerIs worker) {
            workers.put(worker.worker().no(), worker.worker());
            workersById.put(worker.worker().id(), worker.worker());
            lastWorker = Math.max(lastWorker, worker.worker().no());
        } else if (fact instanceof Fact.SlotIs slot) {
            slots.put(new SlotKey(slot.worker(), slot.slot()), slot.remembered());
        }
    }

    private void assign(Job job) {
        JobState known = jobs.get(job.no());
        if (known == null) {
            JobState made = new JobState(job);
            jobs.put(job.no(), made);
            jobsByName.put(job.name(), made);
            jobsById.put(job.id(), made);
        } else {
            known.become(job);
        }
    }

    /**
     * Forgets workers that hold nothing, the oldest first, until few enough are left. Harmless: one that comes back is told that
     * it is not known here, and begins anew.
     */
    void forgetIdleWorkers(int most) {
        List<Integer> oldestFirst = new ArrayList<>(new TreeSet<>(workers.keySet()));
        Set<Integer> gone = new HashSet<>();
        for (int no : oldestFirst) {
            if (workers.size() - gone.size() <= most) {
                break;
            }
            if (leases.held(no) == 0) {
                gone.add(no);
            }
        }
        for (int no : gone) {
            Worker worker = workers.remove(no);
            if (worker != null) {
                workersById.remove(worker.id());
            }
        }
        slots.keySet().removeIf(slot -> gone.contains(slot.worker()));
    }

    /** Assigns an item whose decoded form is at hand. */
    void assign(Fact.ItemIs fact, Item item) {
        chunks.put(fact.job(), fact.index(), fact.encoded());
        inMotion(job(fact.job()), fact.index(), item);
    }

    /** Files an item by its state: ready, waiting, running, or none of these. */
    void inMotion(JobState job, long index, Item item) {
        job.ready.removeLong(index);
        job.running.removeLong(index);
        job.waiting.remove(index);
        switch (item.state()) {
            case PENDING -> {
                if (item.notBefore() == 0) {
                    job.ready.addLong(index);
                } else {
                    job.waiting.add(index, due(item));
                }
            }
            case RUNNING -> job.running.addLong(index);
            case DONE, FAILED, CANCELLED -> {
                // Nothing more happens to it by itself.
            }
        }
        leases.update(
                new ItemKey(job.job().no(), index),
                item,
                job.job().policy().lease().toMillis());
    }

    /** A wall clock that jumped makes no item wait for longer than its backoff. */
    private long due(Item item) {
        long wait = item.notBefore() - wall.millis();
        return monotonic.getAsLong() + Math.max(0, Math.min(wait, item.backoff()));
    }
}
