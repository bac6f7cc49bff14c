package dev.workmanager.http;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import dev.workmanager.rules.Ledger;
import dev.workmanager.rules.MemoryRegistry;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Slot;
import dev.workmanager.rules.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** One small job in memory, for the real rules. Time stands still, so that what waits out a backoff waits for ever. */
final class MemoryLedger implements Ledger {
    private final Map<Long, Item> items = new TreeMap<>();
    private final Map<Long, Result> results = new TreeMap<>();
    private final Map<WorkerId, Worker> workers = new HashMap<>();
    private final Map<List<Integer>, Slot> slots = new HashMap<>();
    private final MemoryRegistry registry = new MemoryRegistry(this::now);
    private Job job;
    private boolean removed;
    private int bits;
    private int renewals;

    MemoryLedger(Job job) {
        this.job = job;
    }

    Result result(long index) {
        return results.getOrDefault(index, Result.EMPTY);
    }

    int renewals() {
        return renewals;
    }

    long[] running() {
        return indexes(ItemState.RUNNING).toArray();
    }

    List<Worker> workers() {
        return List.copyOf(workers.values());
    }

    LongStream indexes(ItemState state) {
        return items.entrySet().stream()
                .filter(entry -> entry.getValue().state() == state)
                .mapToLong(Map.Entry::getKey);
    }

    @Override
    public long now() {
        return 1_000_000;
    }

    @Override
    public int randomBits() {
        return ++bits;
    }

    @Override
    public Iterable<Job> unended() {
        return removed || counts(job.no()).ended() ? List.of() : List.of(job);
    }

    @Override
    public int nextJob() {
        return 2;
    }

    @Override
    public void remove(int no) {
        removed = true;
    }

    @Override
    public boolean hasJob(int no) {
        return !removed && no == job.no();
    }

    @Override
    public Optional<Job> job(String name) {
        return Optional.of(job).filter(known -> !removed && known.name().equals(name));
    }

    @Override
    public Optional<Job> job(JobId id) {
        return Optional.of(job).filter(known -> !removed && known.id().equals(id));
    }

    @Override
    public Job job(int no) {
        return job;
    }

    @Override
    public void put(Job changed) {
        job = changed;
    }

    @Override
    public Counts counts(int no) {
        return job.counts(
                indexes(ItemState.RUNNING).count(),
                indexes(ItemState.DONE).count(),
                indexes(ItemState.FAILED).count(),
                indexes(ItemState.CANCELLED).count());
    }

    @Override
    public Item item(int no, long index) {
        return items.getOrDefault(index, Item.FRESH);
    }

    @Override
    public void put(int no, long index, Item item) {
        items.put(index, item);
    }

    @Override
    public OptionalLong nextReady(int no) {
        return ready(false);
    }

    @Override
    public OptionalLong nextSuspect(int no) {
        return ready(true);
    }

    private OptionalLong ready(boolean suspect) {
        return LongStream.range(0, job.source().count())
                .filter(index -> isReady(items.getOrDefault(index, Item.FRESH), suspect))
                .findFirst();
    }

    private boolean isReady(Item item, boolean suspect) {
        return item.state() == ItemState.PENDING && item.notBefore() <= now() && item.suspect() == suspect;
    }

    @Override
    public OptionalLong nextDue(int no) {
        return indexes(ItemState.PENDING)
                .map(index -> item(no, index).notBefore() - now())
                .min();
    }

    @Override
    public void renew(int no, long index, int attempt) {
        renewals++;
    }

    @Override
    public int held(int worker) {
        return (int) items.values().stream()
                .flatMap(item -> item.attempts().stream())
                .filter(attempt -> attempt.worker() == worker)
                .filter(Attempt::open)
                .count();
    }

    @Override
    public void result(int no, long index, Result result) {
        results.put(index, result);
    }

    @Override
    public void countSuperseded(int no) {
        // nobody asks
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
        Worker worker = new Worker(workers.size() + 1, id, about.orElse(null), now());
        workers.put(id, worker);
        return worker;
    }

    @Override
    public void put(Worker worker) {
        workers.put(worker.id(), worker);
    }

    @Override
    public Optional<Slot> slot(int worker, int slot) {
        return Optional.ofNullable(slots.get(List.of(worker, slot)));
    }

    @Override
    public void put(int worker, int slot, Slot remembered) {
        slots.put(List.of(worker, slot), remembered);
    }

    @Override
    public MemoryRegistry registry() {
        return registry;
    }
}
