package dev.workmanager.store;

import dev.workmanager.metrics.Measured;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Worker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A place that keeps jobs. Thread-safe.
 *
 * <p>Every change goes through {@link #submit}. Its answer comes once the change is durable and the result files that belong to
 * it are in their place; a command that is refused, or whose batch could not be written, has changed nothing.
 */
public interface Store extends Measured, AutoCloseable {
    /**
     * Queues a command.
     *
     * @return completes, on a thread of the store that must not be held up, with the answer; or with a {@link
     *     dev.workmanager.rules.RefusedException}
     */
    <A> CompletableFuture<A> submit(Command<A> command);

    /**
     * As {@link #submit(Command)}, and tells when what the command brought needs no memory any more.
     *
     * @param settled runs once, on a thread of the store: when the command is answered, or before that, when it is put aside with
     *     all that it changed durable
     */
    default <A> CompletableFuture<A> submit(Command<A> command, Runnable settled) {
        return submit(command).whenComplete((answer, failure) -> settled.run());
    }

    /** A job as it durably stands, by name. Never waits for a disk. */
    Optional<JobSnapshot> job(String name);

    /** As {@link #job}, without what runs: costs the same for any number of items. */
    Optional<JobProgress> progress(String name);

    /** All jobs, the oldest first. Never waits for a disk. */
    List<JobProgress> jobs();

    /**
     * What is remembered of an item.
     *
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    Item item(Job job, long index);

    /**
     * Some of a job's items, in order.
     *
     * @param state only those in this state; all where it is absent
     * @param from the first index to look at
     * @param limit at most so many
     * @throws java.io.UncheckedIOException if one cannot be read
     */
    ItemPage page(Job job, Optional<ItemState> state, long from, int limit);

    /**
     * What a range of a job's items looks like from afar. Reads from disk and takes the longer the more of them were ever touched; an
     * item that changes meanwhile is seen as it was or as it is.
     *
     * @param from the first index
     * @param to the index behind the last
     * @param cells at most so many cells
     * @param now the time, in milliseconds since the epoch, for attempts that run
     * @throws java.io.UncheckedIOException if an item cannot be read
     */
    Survey survey(Job job, long from, long to, int cells, long now);

    /**
     * The result of an item, if it has one and it is in its place.
     *
     * @throws IOException if it cannot be opened
     */
    Optional<ResultFile> result(Job job, long index) throws IOException;

    /**
     * The data of an item.
     *
     * @return the data, or null when the job's items have none
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    @Nullable String data(Job job, long index);

    /**
     * Visits, in order of their indexes, the items of a job that are in a state. Reads from disk and takes the longer the larger the
     * job is; an item that changes meanwhile is seen as it was or as it is.
     *
     * @throws java.io.UncheckedIOException if one cannot be read
     */
    void forEachItem(String job, ItemState state, ItemVisitor visitor);

    /**
     * Begins the frozen list of a job that is about to be made. It counts once {@link Command.Submit} was answered; without
     * that {@link #discardItemList} or the next start removes it.
     */
    ItemList newItemList(JobId job) throws IOException;

    /** Removes the list of a job that was not made after all, or is deleted. Without such a list nothing happens. */
    void discardItemList(JobId job) throws IOException;

    /** Begins a result that is too large for memory. */
    PartFile newPart(String name) throws IOException;

    /**
     * The result that was put under a name and not used up yet.
     *
     * @param name as given to {@link #newPart}
     */
    Optional<Result.Part> part(String name) throws IOException;

    /** Removes a part that no command has used up: the command it was made for was refused. Without such a file nothing happens. */
    void discard(Result.Part part) throws IOException;

    /** What attempts have said. */
    Logs logs();

    /** How many files that look like results of a job of this name lie in its results folder. */
    long countResults(String job) throws IOException;

    /**
     * Completes when a job is over and its results are safely in the out folder; anew if it goes on since. It is over when all its
     * items have ended, or when it is halted and nothing runs any more. Never for a job that is not there, or deleted.
     */
    CompletableFuture<JobSnapshot> whenOver(String job);

    /** The workers that are remembered, the oldest first. Never waits for a disk. */
    List<WorkerStatus> workers();

    /** A worker that is remembered. Never waits for a disk. */
    Optional<WorkerStatus> worker(WorkerId id);

    /** A worker by the number that item records have of it. Never waits for a disk. */
    Optional<Worker> worker(int no);

    /** What has happened of late. */
    EventLog events();

    /** Who has registered, and the messages that are kept. */
    RegistryReader registry();

    /** Why it refuses changes now, for people; empty while it takes them. Never waits. */
    Optional<String> obstacle();

    /** Completes, exceptionally, when the store can go on no more; the process should then end with 70. */
    CompletableFuture<Void> failure();

    /** Stops taking commands, answers what waits, and syncs everything out. */
    @Override
    void close();
}
