package dev.workmanager.model;

/**
 * How many items of a job, or of several together, are in which state, at one moment.
 *
 * @param total all of them
 * @param running handed out, attempt under way
 * @param done with an accepted completion
 * @param failed for good
 * @param cancelled not to be done
 */
public record Counts(long total, long running, long done, long failed, long cancelled) {
    /** Those of no job. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** These and others; of more items than can be counted as many as can be. */
    public Counts plus(Counts others) {
        return new Counts(
                sum(total, others.total),
                sum(running, others.running),
                sum(done, others.done),
                sum(failed, others.failed),
                sum(cancelled, others.cancelled));
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** All the others: never handed out, given back, or waiting out a backoff. */
    public long pending() {
        return total - running - done - failed - cancelled;
    }

    /** Whether every item has ended. */
    public boolean ended() {
        return running == 0 && pending() == 0;
    }
}
