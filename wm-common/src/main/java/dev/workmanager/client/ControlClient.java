package dev.workmanager.client;

import dev.workmanager.model.Version;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.protocol.Health;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSubmission;
import dev.workmanager.protocol.VerifyStep;
import dev.workmanager.protocol.WorkerStatus;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What people and their scripts want of a manager: to see jobs, items, workers and events, and to change them. Each request is repeated
 * until it is answered, so all of them are such that this is harmless. Every method may throw a {@link GaveUpException} after too long
 * without the manager, and a {@link RefusedException} where the manager understands the request and refuses it: there is no such job or
 * item. Thread-safe; its threads do not keep the program alive.
 */
public final class ControlClient implements AutoCloseable {
    private final Asking asking;
    private final JobCalls jobs;
    private final ItemCalls items;
    private final ResultCalls results;
    private final LogCalls logs;
    private final WorkerCalls workers;
    private final EventCalls events;

    private ControlClient(Asking asking) {
        this.asking = asking;
        this.jobs = new JobCalls(asking);
        this.items = new ItemCalls(asking);
        this.results = new ResultCalls(asking);
        this.logs = new LogCalls(asking);
        this.workers = new WorkerCalls(asking);
        this.events = new EventCalls(asking);
    }

    /**
     * Somebody who asks a manager; nothing is sent yet, so the manager need not be up.
     *
     * @param credentials what opens the manager
     * @param giveUpAfter after so long without the manager a request is given up; zero: after one try
     * @param nanos a clock that only runs forward
     * @param random shortens the waits between tries
     * @param say takes lines for people, about a manager that is away
     */
    public static ControlClient connect(
            ManagerAddress manager,
            Credentials credentials,
            Duration giveUpAfter,
            LongSupplier nanos,
            RandomGenerator random,
            Consumer<String> say) {
        WorkSettings settings = new WorkSettings(
                manager,
                new About(null, null, null, null, null),
                Choice.ALL,
                "wm/" + Version.current().number(),
                credentials,
                RetryPolicy.givingUpAfter(giveUpAfter),
                WorkSettings.ANSWER_WITHIN);
        return new ControlClient(new Asking(settings, nanos, random, say));
    }

    /** Returns when the manager takes work and results now; while it does not, it counts as away. Needs no token. */
    public void requireReady() {
        asking.get(Health.READY_PATH, Map.of(), Health.class, health -> health.status() != null);
    }

    /** All jobs, the oldest first. */
    public List<JobStatus> jobs() {
        return jobs.list();
    }

    /** A job as it is now. */
    public JobStatus job(String name) {
        return jobs.get(name);
    }

    /** Whether a job is over: all its items have ended, or it was cancelled, or its failure budget is used up and nothing runs. */
    public static boolean isOver(JobStatus job) {
        return JobCalls.isOver(job);
    }

    /** As {@link WorkClient#submit(String, JobSubmission)}. */
    public JobStatus submit(String job, JobSubmission submission) {
        return jobs.submit(job, submission);
    }

    /** As {@link WorkClient#submit(String, Path, Map)}. */
    public JobStatus submit(String job, Path lines, Map<String, String> policy) {
        return jobs.upload(job, lines, policy);
    }

    /** Hands out none of its items for now; what runs goes on. */
    public JobStatus pause(String job) {
        return jobs.change(job, "pause");
    }

    /** Hands out its items again; a failure budget that was used up begins again. */
    public JobStatus resume(String job) {
        return jobs.change(job, "resume");
    }

    /** Cancels it for good: what has not ended by now counts as cancelled, and what runs is told to end. */
    public JobStatus cancel(String job) {
        return jobs.change(job, "cancel");
    }

    /** Tries all its items again that have failed. */
    public ChangedItems retry(String job) {
        return jobs.retry(job);
    }

    /**
     * Has the manager compare the job's items, results and counts, and tells what it finds, as it finds it; the last step has the report.
     * If that breaks off it begins again, and tells what it had found again.
     */
    public void verify(String job, Consumer<VerifyStep> steps) {
        jobs.verify(job, steps);
    }

    /** Forgets it; its results stay where they are. Whether it was there. */
    public boolean delete(String job) {
        return jobs.delete(job);
    }

    /** An item with all its attempts. */
    public ItemStatus item(String job, long id) {
        return items.get(job, id);
    }

    /**
     * Visits items in the order of their numbers, as they are when they are read. Takes no memory, however many there are.
     *
     * @param visitor takes each, and says whether it wants more; must not throw an {@link IllegalArgumentException}
     */
    public void forEachItem(String job, ItemQuery query, Predicate<ItemStatus> visitor) {
        items.forEach(job, query, visitor);
    }

    /** Tries an item again that has failed or was cancelled. */
    public ChangedItems retry(String job, long id) {
        return items.change(job, id, "retry");
    }

    /** Cancels an item that has not ended; whoever works on it is called back. */
    public ChangedItems cancel(String job, long id) {
        return items.change(job, id, "cancel");
    }

    /**
     * Copies a result, and looks whether it is the one that the manager has acknowledged.
     *
     * @throws ResultException if it changes meanwhile, or is damaged
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void result(String job, long id, OutputStream to) {
        results.copy(job, id, to);
    }

    /**
     * Copies what an attempt of an item has said so far.
     *
     * @param attempt its number; empty for the newest one
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void log(String job, long id, OptionalInt attempt, OutputStream to) {
        logs.copy(job, id, attempt, to);
    }

    /** As {@link #log}, and goes on until the attempt has ended. */
    public void follow(String job, long id, OptionalInt attempt, OutputStream to) {
        logs.follow(job, id, attempt, to);
    }

    /**
     * The workers whose id and group are like these; with a group those of the ones below it, too.
     *
     * @param id a pattern with {@code *} and {@code ?}; empty for any
     * @param group likewise
     */
    public List<WorkerStatus> workers(Optional<String> id, Optional<String> group) {
        return workers.list(id, group);
    }

    /** Tells a worker to take nothing more, to finish what it holds, and to leave. */
    public WorkerStatus drain(String worker) {
        return workers.order(worker, "drain");
    }

    /**
     * Hears what happens until the listener wants no more; a stream that breaks off is gone on with where it was.
     *
     * @param kinds patterns with {@code *} and {@code ?}; none for all
     * @param jobs likewise, of the names of jobs
     * @param after the id of an event that is not to be heard again; empty for what happens from now on
     * @param listener takes each, and says whether it wants more; must not throw an {@link IllegalArgumentException}
     */
    public void listen(List<String> kinds, List<String> jobs, Optional<String> after, Predicate<HeardEvent> listener) {
        events.listen(kinds, jobs, after, listener);
    }

    /** Whoever is still asking gives up. */
    @Override
    public void close() {
        asking.close();
    }
}
