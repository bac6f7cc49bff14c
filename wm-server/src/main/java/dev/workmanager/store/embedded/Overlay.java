package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import dev.workmanager.rules.Ledger;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Slot;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * What one batch of commands changes, over a state that it leaves alone until the batch is durable. Used once, by the writer.
 */
final class Overlay implements Ledger {
    /** A result that becomes a file. */
    record Laid(int job, long index, Result result) {}

    private final State state;
    private final long now;
    private final long monotonicNow;
    private final IntSupplier random;
    private final Map<ItemKey, Item> items = new LinkedHashMap<>();
    private final TreeMap<Integer, JobOverlay> jobs = new TreeMap<>();
    private final Map<WorkerId, Worker> workers = new LinkedHashMap<>();
    private final Map<State.SlotKey, Slot> slots = new LinkedHashMap<>();
    private final Map<Integer, Integer> heldDelta = new HashMap<>();
    private final Set<Leases.Out> renewed = new LinkedHashSet<>();
    private final List<Laid> results = new ArrayList<>();
    private final ItemEvents events;
    private final RegistryOverlay registry;
    private int registered;
    private int made;

    /**
     * @param now the time, in milliseconds since the epoch
     * @param monotonicNow the same moment on the clock that backoffs are counted by
     * @param random random bits
     */
    Overlay(State state, long now, long monotonicNow, IntSupplier random) {
        this.state = state;
        this.now = now;
        this.monotonicNow = monotonicNow;
        this.random = random;
        this.events = new ItemEvents(now);
        this.registry = new RegistryOverlay(state.registered, now);
    }

    /** Whether the batch has nothing to make durable. */
    boolean isEmpty() {
        return items.isEmpty()
                && jobs.values().stream().noneMatch(JobOverlay::changed)
                && slots.isEmpty()
                && workers.isEmpty()
                && registry.isEmpty()
                && results.isEmpty();
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public int randomBits() {
        return random.getAsInt();
    }

    /** What became so with this very batch stands at the end, whatever its priority: from the next batch on it is in order. */
    @Override
    public Iterable<Job> unended() {
        List<Integer> anew = new ArrayList<>(0);
        jobs.forEach((no, changed) -> {
            if (!changed.gone() && hadEnded(no) && !changed.counts().ended()) {
                anew.add(no);
            }
        });
        return () -> new UnendedJobs(this, state.unended().iterator(), anew.iterator());
    }

    /** Whether a job is forgotten with this batch. */
    boolean isGone(int job) {
        JobOverlay overlay = jobs.get(job);
        return overlay != null && overlay.gone();
    }

    private boolean hadEnded(int job) {
        JobState base = state.jobs.get(job);
        return base == null || base.counts().ended();
    }

    @Override
    public Optional<Job> job(String name) {
        return state.job(name)
                .map(known -> known.job().no())
                .filter(no -> !isGone(no))
                .map(this::job)
                .or(() -> jobs.values().stream()
                        .filter(changed -> !changed.gone())
                        .map(JobOverlay::job)
                        .filter(made -> made.name().equals(name))
                        .findFirst());
    }

    @Override
    public Optional<Job> job(JobId id) {
        return state.job(id)
                .map(known -> known.job().no())
                .filter(no -> !isGone(no))
                .map(this::job);
    }

    @Override
    public boolean hasJob(int no) {
        return !isGone(no) && (jobs.containsKey(no) || state.jobs.containsKey(no));
    }

    @Override
    public Job job(int no) {
        JobOverlay overlay = jobs.get(no);
        return overlay == null ? state.job(no).job() : overlay.job();
    }

    @Override
    public void put(Job job) {
        JobOverlay known = jobs.get(job.no());
        if (known == null) {
            JobState base = state.jobs.get(job.no());
            known = new JobOverlay(base == null ? new JobState(job) : base);
            jobs.put(job.no(), known);
            made += base == null ? 1 : 0;
        }
        known.become(job);
    }

    @Override
    public int nextJob() {
        return state.lastJob() + made + 1;
    }

    @Override
    public void remove(int job) {
        overlay(job).remove();
        items.keySet().removeIf(key -> key.job() == job);
    }

    @Override
    public Counts counts(int job) {
        JobOverlay overlay = jobs.get(job);
        return overlay == null ? state.job(job).counts() : overlay.counts();
    }

    @Override
    public Item item(int job, long index) {
        Item changed = items.get(new ItemKey(job, index));
        if (changed != null) {
            return changed;
        }
        return index >= overlay(job).progress().highest() ? Item.FRESH : state.item(job, index);
    }

    @Override
    public void put(int job, long index, Item item) {
        Item before = item(job, index);
        items.put(new ItemKey(job, index), item);
        JobOverlay overlay = overlay(job);
        overlay.moved(index, before, item);
        events.put(overlay.job(), index, before, item);
        countHeld(before, -1);
        countHeld(item, 1);
    }

    private void countHeld(Item item, int sign) {
        for (Attempt attempt : item.attempts()) {
            if (attempt.open()) {
                heldDelta.merge(attempt.worker(), sign, Integer::sum);
            }
        }
    }

    @Override
    public OptionalLong nextSuspect(int job) {
        return overlay(job).nextSuspect(index -> isStillReady(job, index));
    }

    private boolean isStillReady(int job, long index) {
        Item changed = items.get(new ItemKey(job, index));
        return changed == null || changed.state() == ItemState.PENDING && changed.notBefore() == 0;
    }

    @Override
    public OptionalLong nextReady(int job) {
        JobOverlay overlay = overlay(job);
        OptionalLong returned = overlay.nextReturned(index -> isStillReady(job, index));
        long fresh = overlay.fresh(index -> touched(item(job, index)));
        if (fresh < 0) {
            return returned;
        }
        return OptionalLong.of(returned.isPresent() ? Math.min(returned.getAsLong(), fresh) : fresh);
    }

    private static boolean touched(Item item) {
        return item.state() != ItemState.PENDING || item.lastAttempt() > 0;
    }

    @Override
    public OptionalLong nextDue(int job) {
        OptionalLong first =
                state.jobs.containsKey(job) ? state.job(job).waiting.first() : OptionalLong.empty();
        return first.isPresent() ? OptionalLong.of(Math.max(0, first.getAsLong() - monotonicNow)) : first;
    }

    @Override
    public void renew(int job, long index, int attempt) {
        renewed.add(new Leases.Out(new ItemKey(job, index), attempt));
    }

    @Override
    public int held(int worker) {
        return state.leases.held(worker) + heldDelta.getOrDefault(worker, 0);
    }

    @Override
    public void result(int job, long index, Result result) {
        results.add(new Laid(job, index, result));
    }

    @Override
    public void countSuperseded(int job) {
        overlay(job).superseded();
    }

    @Override
    public Optional<Worker> worker(WorkerId id) {
        Worker changed = workers.get(id);
        return changed == null ? state.worker(id) : Optional.of(changed);
    }

    @Override
    public Optional<Worker> worker(int no) {
        Worker known = state.workers.get(no);
        return known == null
                ? workers.values().stream().filter(made -> made.no() == no).findFirst()
                : worker(known.id());
    }

    @Override
    public Worker register(WorkerId id, Optional<About> about) {
        registered++;
        Worker made = new Worker(state.lastWorker() + registered, id, about.orElse(null), now);
        workers.put(id, made);
        return made;
    }

    @Override
    public void put(Worker worker) {
        workers.put(worker.id(), worker);
    }

    @Override
    public Optional<Slot> slot(int worker, int slot) {
        State.SlotKey key = new State.SlotKey(worker, slot);
        Slot changed = slots.get(key);
        return Optional.ofNullable(changed == null ? state.slots.get(key) : changed);
    }

    @Override
    public void put(int worker, int slot, Slot remembered) {
        slots.put(new State.SlotKey(worker, slot), remembered);
    }

    @Override
    public RegistryOverlay registry() {
        return registry;
    }

    private JobOverlay overlay(int job) {
        JobOverlay known = jobs.get(job);
        if (known == null) {
            known = new JobOverlay(state.job(job));
            jobs.put(job, known);
        }
        return known;
    }

    /** The results that become files, in order. */
    List<Laid> results() {
        return results;
    }

    /** What has happened to items, in order. */
    List<Event.OfItem> events() {
        return events.all();
    }

    /** What changed of the jobs' progress, by job. */
    Map<Integer, JobOverlay> changedJobs() {
        return jobs;
    }

    /** Whether an item may have been touched before this batch. */
    boolean wasTouched(ItemKey key) {
        JobState base = state.jobs.get(key.job());
        return base != null && key.index() < base.progress().highest();
    }

    /** The items that changed, as they are now. */
    Map<ItemKey, Item> changedItems() {
        return items;
    }

    /** The slots that changed, as they are now. */
    Map<State.SlotKey, Slot> changedSlots() {
        return slots;
    }

    /** The workers that changed, as they are now. */
    Collection<Worker> changedWorkers() {
        return workers.values();
    }

    /** All that has become so, but for the items and results. */
    List<Fact> otherFacts() {
        List<Fact> facts = new ArrayList<>();
        jobs.values().forEach(job -> {
            job.settle(now);
            job.addFacts(facts);
        });
        workers.values().forEach(worker -> facts.add(new Fact.WorkerIs(worker)));
        slots.forEach((key, slot) -> facts.add(new Fact.SlotIs(key.worker(), key.slot(), slot)));
        facts.addAll(registry.facts());
        return facts;
    }

    /** Whether there is news of an attempt in this batch. */
    boolean hasNews(Leases.Out out) {
        return renewed.contains(out);
    }

    /** The news of attempts, to be told once the batch stands. */
    void tellNews() {
        renewed.forEach(state.leases::renew);
    }
}
