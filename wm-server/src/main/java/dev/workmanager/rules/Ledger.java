package dev.workmanager.rules;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the rules see and change during one batch of commands. Changes are seen at once by later calls of the same batch, and by
 * nobody else until the batch is durable. Used by one thread at a time.
 */
public interface Ledger {
    /** The time, in milliseconds since the epoch: for the record and for backoffs, never to decide whether a lease holds. */
    long now();

    /** 32 random bits. */
    int randomBits();

    /** The jobs that have not ended, those with a higher priority first, then the older ones. */
    Iterable<Job> unended();

    /** The job with a name. */
    Optional<Job> job(String name);

    /** The job with a random id. */
    Optional<Job> job(JobId id);

    /** Whether there is a job with a number: it may have been removed. */
    boolean hasJob(int no);

    /** The job with a number, which there is. */
    Job job(int no);

    /** Makes or replaces a job. */
    void put(Job job);

    /** A number for a new job, that none had before. */
    int nextJob();

    /** Forgets a job and all its items. */
    void remove(int job);

    /** How many items of a job are in which state. */
    Counts counts(int job);

    /** What is remembered of an item; {@link Item#FRESH} of one that was never touched. */
    Item item(int job, long index);

    /** Remembers an item; whoever holds its attempts, and since when, follows from it. */
    void put(int job, long index, Item item);

    /**
     * The index of the lowest pending item of a job that may be handed out now. Items that wait for their time are left
     * out, and so are suspects, and fresh ones while too many wait.
     */
    OptionalLong nextReady(int job);

    /** The index of the lowest item of a job that is ready, but to be handed out alone: see {@link Item#suspect}. */
    OptionalLong nextSuspect(int job);

    /** How many milliseconds until the first waiting item of a job is due; nothing if none waits. */
    OptionalLong nextDue(int job);

    /** The news that an open attempt is alive: its lease starts anew. Never durable. */
    void renew(int job, long index, int attempt);

    /** How many open attempts a worker holds. */
    int held(int worker);

    /** The result of an item becomes its file, after all that came before. */
    void result(int job, long index, Result result);

    /** Counts an attempt that was superseded. */
    void countSuperseded(int job);

    /** The worker with an id. */
    Optional<Worker> worker(WorkerId id);

    /** The worker with a number; none, too, if it was forgotten since it held nothing. */
    Optional<Worker> worker(int no);

    /** A new worker. */
    Worker register(WorkerId id, Optional<About> about);

    /** Replaces what is remembered of a worker. */
    void put(Worker worker);

    /** What is remembered of a worker's slot. */
    Optional<Slot> slot(int worker, int slot);

    /** Remembers a worker's slot. */
    void put(int worker, int slot, Slot remembered);

    /** Who has registered, and the messages that are kept. */
    Registry registry();
}
