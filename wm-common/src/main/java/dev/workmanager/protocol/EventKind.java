package dev.workmanager.protocol;

/** The kinds of events that {@code GET /v1/events} tells, each with the word that stands for it there. */
public enum EventKind {
    /** A job was made. */
    JOB_SUBMITTED("job.submitted"),
    /** A job was paused, resumed, cancelled or halted, has another policy, or goes on after it had ended. */
    JOB_CHANGED("job.changed"),
    /** A job has moved; at most once a second. */
    JOB_PROGRESS("job.progress"),
    /** The last item of a job has ended. */
    JOB_ENDED("job.ended"),
    /** A job is forgotten. */
    JOB_DELETED("job.deleted"),
    /** An item is pending again: its attempt has ended, or somebody wants it to be tried again. */
    ITEM_PENDING("item.pending"),
    /** An item is done, and its result can be read. */
    ITEM_DONE("item.done"),
    /** An item has failed for good. */
    ITEM_FAILED("item.failed"),
    /** An item was cancelled by itself. */
    ITEM_CANCELLED("item.cancelled"),
    /** A worker came for the first time. */
    WORKER_SEEN("worker.seen"),
    /** The lease of an attempt of a worker has run out, and it was not heard of since. */
    WORKER_LOST("worker.lost"),
    /** A lost worker was heard of again. */
    WORKER_BACK("worker.back"),
    /** A worker is told something else than before beside its items. */
    WORKER_ORDERED("worker.ordered"),
    /** Events were lost for this reader. Nobody is spared it. */
    GAP("gap");

    /** The path of all events. */
    public static final String PATH = "/v1/events";

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /** The word that stands for it on the wire. */
    public String word() {
        return word;
    }
}
