package dev.workmanager.model;

/**
 * How many items of a job are in which state, at one moment.
 *
 * @param total all of them
 * @param running handed out, attempt under way
 * @param done with an accepted completion
 * @param failed for good
 * @param cancelled not to be done
 */
public record Counts(long total, long running, long done, long failed, long cancelled) {
    /** All the others: never handed out, given back, or waiting out a backoff. */
    public long pending() {
        return total - running - done - failed - cancelled;
    }

    /** Whether every item has ended. */
    public boolean ended() {
        return running == 0 && pending() == 0;
    }
}
