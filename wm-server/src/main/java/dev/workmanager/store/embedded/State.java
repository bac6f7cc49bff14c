package dev.workmanager.store.embedded;

import dev.workmanager.model.Item;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Slot;
import dev.workmanager.rules.Worker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is so, as of the last durable frame: facts are assigned to it, by the writer as by a replay. Used by one thread, but for
 * {@link Chunks}.
 */
final class State {
    /** A slot of a worker. */
    record SlotKey(int worker, int slot) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SlotKey key && worker == key.worker && slot == key.slot;
        }

        @Override
        public int hashCode() {
            return 31 * worker + slot;
        }
    }

    final TreeMap<Integer, JobState> jobs = new TreeMap<>();
    final Map<Integer, Worker> workers = new HashMap<>();
    final Map<SlotKey, Slot> slots = new HashMap<>();
    final Registered registered = new Registered();
    final Leases leases = new Leases();
    final Chunks chunks;

    private final Map<String, JobState> jobsByName = new HashMap<>();
    private final Map<JobId, JobState> jobsById = new HashMap<>();
    private final Map<WorkerId, Worker> workersById = new HashMap<>();
    private final InstantSource wall;
    private final LongSupplier monotonic;
    private final TreeSet<JobState> unended = new TreeSet<>(
            Comparator.comparingInt((JobState job) -> -job.job().policy().priority())
                    .thenComparing(job -> job.job().no()));
    /** Those of which some items wait for their time, and perhaps some others: of many jobs it is few. */
    private final Set<JobState> delayed = new HashSet<>();

    private int lastWorker;
    private int lastJob;

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

    /** The number that was given to a job last. */
    int lastJob() {
        return lastJob;
    }

    /** The jobs that have not ended, those with a higher priority first, then the older ones. */
    Collection<JobState> unended() {
        return unended;
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
        } else if (fact instanceof Fact.JobGone gone) {
            forget(job(gone.job()));
        } else if (fact instanceof Fact.ProgressIs progress) {
            become(job(progress.job()), progress.progress());
        } else if (fact instanceof Fact.WorkerIs worker) {
            workers.put(worker.worker().no(), worker.worker());
            workersById.put(worker.worker().id(), worker.worker());
            lastWorker = Math.max(lastWorker, worker.worker().no());
        } else if (fact instanceof Fact.SlotIs slot) {
            slots.put(new SlotKey(slot.worker(), slot.slot()), slot.remembered());
        } else {
            registered.assign(fact);
        }
    }

    private void become(JobState job, Progress progress) {
        boolean ended = job.counts().ended();
        job.become(progress);
        if (job.counts().ended() != ended) {
            unended.remove(job);
            fileByEnd(job);
        }
    }

    private void assign(Job job) {
        JobState state = jobs.get(job.no());
        if (state == null) {
            state = new JobState(job);
            jobs.put(job.no(), state);
            jobsByName.put(job.name(), state);
            jobsById.put(job.id(), state);
            lastJob = Math.max(lastJob, job.no());
        } else {
            unended.remove(state);
            boolean sameLeases =
                    state.job().policy().namelessLease() == job.policy().namelessLease();
            state.become(job);
            if (!sameLeases) {
                leaseAnew(state);
            }
        }
        fileByEnd(state);
    }

    private void leaseAnew(JobState job) {
        int no = job.job().no();
        job.running.forEach(index -> lease(job.job(), index, item(no, index)));
    }

    private void lease(Job job, long index, Item item) {
        Policy policy = job.policy();
        leases.update(new ItemKey(job.no(), index), item, policy.lease().toMillis(), policy.namelessLease());
    }

    private void fileByEnd(JobState job) {
        if (!job.counts().ended()) {
            unended.add(job);
        }
    }

    /** Its items stay in the chunks until these are written anew: nobody finds them there any more. */
    private void forget(JobState job) {
        Job gone = job.job();
        unended.remove(job);
        delayed.remove(job);
        jobs.remove(gone.no());
        jobsByName.remove(gone.name());
        jobsById.remove(gone.id());
        job.running.forEach(index -> leases.update(new ItemKey(gone.no(), index), Item.FRESH, 0, false));
    }

    /** So many jobs there were, even if the last of them are forgotten. */
    void hadJobs(int last) {
        lastJob = Math.max(lastJob, last);
    }

    /**
     * Forgets workers that hold nothing, the oldest first, until few enough are left. Harmless: one that comes back is told that
     * it is not known here, and begins anew.
     *
     * @return whom
     */
    List<Worker> forgetIdleWorkers(int most) {
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
        List<Worker> forgotten = new ArrayList<>();
        for (int no : gone) {
            Worker worker = workers.remove(no);
            if (worker != null) {
                workersById.remove(worker.id());
                forgotten.add(worker);
            }
        }
        slots.keySet().removeIf(slot -> gone.contains(slot.worker()));
        return forgotten;
    }

    /** Assigns an item whose decoded form is at hand. */
    void assign(Fact.ItemIs fact, Item item) {
        chunks.put(fact.job(), fact.index(), fact.encoded());
        inMotion(job(fact.job()), fact.index(), item);
    }

    /** Files an item by its state: ready, waiting, running, or none of these. */
    void inMotion(JobState job, long index, Item item) {
        job.ready.removeLong(index);
        job.suspects.removeLong(index);
        job.running.removeLong(index);
        job.waiting.remove(index);
        switch (item.state()) {
            case PENDING -> {
                if (item.notBefore() != 0) {
                    job.waiting.add(index, due(item), item.suspect());
                    delayed.add(job);
                } else if (item.suspect()) {
                    job.suspects.addLong(index);
                } else {
                    job.ready.addLong(index);
                }
            }
            case RUNNING -> job.running.addLong(index);
            case DONE, FAILED, CANCELLED -> {
                // Nothing more happens to it by itself.
            }
        }
        lease(job.job(), index, item);
    }

    /** Files what waited for its time until now, on the monotonic clock in milliseconds. */
    void moveDue(long now) {
        delayed.removeIf(job -> !job.moveDue(now));
    }

    /** When the next item is due that waits for its time; {@link Long#MAX_VALUE} if none does. */
    long nextDue() {
        long next = Long.MAX_VALUE;
        for (JobState job : delayed) {
            next = Math.min(next, job.waiting.first().orElse(next));
        }
        return next;
    }

    /** A wall clock that jumped makes no item wait for longer than its backoff. */
    private long due(Item item) {
        long wait = item.notBefore() - wall.millis();
        return monotonic.getAsLong() + Math.max(0, Math.min(wait, item.backoff()));
    }
}
