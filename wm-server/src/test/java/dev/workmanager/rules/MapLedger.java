package dev.workmanager.rules;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A ledger of maps: slow, small, and plainly right. What it holds can be looked at, kept, and put back. */
final class MapLedger implements Ledger {
    private record ItemKey(int job, long index) {}

    private record SlotKey(int worker, int slot) {}

    /** All that is durable. */
    record Facts(
            Map<Integer, Job> jobs,
            Map<ItemKey, Item> items,
            Map<ItemKey, Result> files,
            Map<WorkerId, Worker> workers,
            Map<SlotKey, Slot> slots,
            Map<Integer, Integer> superseded) {}

    private final TreeMap<Integer, Job> jobs = new TreeMap<>();
    private final Map<ItemKey, Item> items = new HashMap<>();
    private final Map<ItemKey, Result> files = new HashMap<>();
    private final Map<WorkerId, Worker> workers = new HashMap<>();
    private final Map<SlotKey, Slot> slots = new HashMap<>();
    private final Map<Integer, Integer> superseded = new HashMap<>();
    private final MemoryRegistry registry = new MemoryRegistry(this::now);
    private final SplittableRandom random;
    private long now = 1_700_000_000_000L;
    private int renewals;
    private int lastJob;

    MapLedger(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A copy of what is durable. */
    Facts facts() {
        return new Facts(
                Map.copyOf(jobs),
                Map.copyOf(items),
                Map.copyOf(files),
                Map.copyOf(workers),
                Map.copyOf(slots),
                Map.copyOf(superseded));
    }

    /** As when a data folder is put back from a copy. Time and chance go on. */
    void putBack(Facts earlier) {
        putBack(jobs, earlier.jobs());
        putBack(items, earlier.items());
        putBack(files, earlier.files());
        putBack(workers, earlier.workers());
        putBack(slots, earlier.slots());
        putBack(superseded, earlier.superseded());
    }

    private static <K, V> void putBack(Map<K, V> now, Map<K, V> earlier) {
        now.clear();
        now.putAll(earlier);
    }

    void advance(long millis) {
        now += millis;
    }

    /** What the item's file holds; empty if there is none. */
    Result file(int job, long index) {
        return files.getOrDefault(new ItemKey(job, index), Result.EMPTY);
    }

    int superseded(int job) {
        return superseded.getOrDefault(job, 0);
    }

    /** How often there was news of an attempt. */
    int renewals() {
        return renewals;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public int randomBits() {
        return random.nextInt();
    }

    @Override
    public Iterable<Job> unended() {
        return jobs.values().stream()
                .filter(job -> !counts(job.no()).ended())
                .sorted(Comparator.comparingInt((Job job) -> -job.policy().priority())
                        .thenComparing(Job::no))
                .toList();
    }

    @Override
    public int nextJob() {
        return lastJob + 1;
    }

    @Override
    public void remove(int job) {
        jobs.remove(job);
        items.keySet().removeIf(key -> key.job() == job);
    }

    @Override
    public boolean hasJob(int no) {
        return jobs.containsKey(no);
    }

    @Override
    public Optional<Job> job(String name) {
        return jobs.values().stream().filter(job -> job.name().equals(name)).findFirst();
    }

    @Override
    public Optional<Job> job(JobId id) {
        return jobs.values().stream().filter(job -> job.id().equals(id)).findFirst();
    }

    @Override
    public Job job(int no) {
        return Optional.ofNullable(jobs.get(no)).orElseThrow();
    }

    @Override
    public void put(Job job) {
        jobs.put(job.no(), job);
        lastJob = Math.max(lastJob, job.no());
    }

    @Override
    public Counts counts(int job) {
        return job(job).counts(
                        count(job, ItemState.RUNNING),
                        count(job, ItemState.DONE),
                        count(job, ItemState.FAILED),
                        count(job, ItemState.CANCELLED));
    }

    private long count(int job, ItemState state) {
        return indexes(job).filter(index -> item(job, index).state() == state).count();
    }

    private LongStream indexes(int job) {
        return LongStream.range(0, job(job).source().count());
    }

    @Override
    public Item item(int job, long index) {
        return items.getOrDefault(new ItemKey(job, index), Item.FRESH);
    }

    @Override
    public void put(int job, long index, Item item) {
        items.put(new ItemKey(job, index), item);
    }

    @Override
    public OptionalLong nextReady(int job) {
        return ready(job, false);
    }

    @Override
    public OptionalLong nextSuspect(int job) {
        return ready(job, true);
    }

    private OptionalLong ready(int job, boolean suspect) {
        return pending(job)
                .filter(index -> item(job, index).notBefore() <= now)
                .filter(index -> item(job, index).suspect() == suspect)
                .findFirst();
    }

    @Override
    public OptionalLong nextDue(int job) {
        return pending(job)
                .map(index -> item(job, index).notBefore() - now)
                .filter(wait -> wait > 0)
                .min();
    }

    private LongStream pending(int job) {
        return indexes(job).filter(index -> item(job, index).state() == ItemState.PENDING);
    }

    @Override
    public void renew(int job, long index, int attempt) {
        renewals++;
    }

    @Override
    public int held(int worker) {
        return (int) items.values().stream()
                .flatMap(item -> item.attempts().stream())
                .filter(Attempt::open)
                .filter(attempt -> attempt.worker() == worker)
                .count();
    }

    @Override
    public void result(int job, long index, Result result) {
        files.put(new ItemKey(job, index), result);
    }

    @Override
    public void countSuperseded(int job) {
        superseded.merge(job, 1, Integer::sum);
    }

    @Override
    public Optional<Worker> worker(WorkerId id) {
        return Optional.ofNullable(workers.get(id));
    }

    @Override
    public Optional<Worker> worker(int no) {
        return workers.values().stream().filter(worker -> worker.no() == no).findFirst();
    }

    @Override
    public Worker register(WorkerId id, Optional<About> about) {
        Worker worker = new Worker(workers.size() + 1, id, about.orElse(null), now);
        workers.put(id, worker);
        return worker;
    }

    @Override
    public void put(Worker worker) {
        workers.put(worker.id(), worker);
    }

    @Override
    public Optional<Slot> slot(int worker, int slot) {
        return Optional.ofNullable(slots.get(new SlotKey(worker, slot)));
    }

    @Override
    public void put(int worker, int slot, Slot remembered) {
        slots.put(new SlotKey(worker, slot), remembered);
    }

    @Override
    public MemoryRegistry registry() {
        return registry;
    }
}
