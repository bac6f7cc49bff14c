package dev.workmanager.store;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.rules.Worker;
import org.jspecify.annotations.Nullable;

/** Something that has become so, durably. Immutable, and small: many are kept, few are ever looked at. */
public sealed interface Event {
    /** When, in milliseconds since the epoch. */
    long at();

    /**
     * A job as a whole.
     *
     * @param job the job as it is then; a deleted one as it was
     */
    record OfJob(long at, OfJob.Change change, JobProgress job) implements Event {
        /** What has happened to it. */
        public enum Change {
            /** It was made. */
            SUBMITTED,
            /** It was paused, resumed, cancelled or halted, has another policy, or goes on after it had ended. */
            CHANGED,
            /** Its last item has ended. */
            ENDED,
            /** It is forgotten. */
            DELETED
        }
    }

    /**
     * An item has ended, or is pending again. Items that a job ends as a whole have no event of their own.
     *
     * @param job its job
     * @param index its place in the job, from 0
     * @param state how it stands now
     * @param attempt the attempt that has ended with it; absent where none has
     * @param notBefore while it waits for another try: when that is due, in milliseconds since the epoch; 0 for at once
     */
    record OfItem(
            long at,
            Job job,
            long index,
            ItemState state,
            @Nullable Attempt attempt,
            long notBefore) implements Event {}

    /**
     * A worker.
     *
     * @param worker the worker as it is then
     */
    record OfWorker(long at, OfWorker.Change change, Worker worker) implements Event {
        /** What has happened to it. */
        public enum Change {
            /** It came for the first time. */
            SEEN,
            /** The lease of an attempt of it has run out, and it was not heard of since. */
            LOST,
            /** It was heard of again after that. */
            BACK,
            /** It is told something else than before beside its items. */
            ORDERED
        }
    }
}
