package dev.workmanager.model;

import org.jspecify.annotations.Nullable;

/**
 * One hand-out of an item.
 *
 * @param number counts an item's attempts, from 1
 * @param bits the random bits of its lease token
 * @param worker the worker's number inside one manager's data, from 1; 0 for a requester without a name (the seed's routes)
 * @param slot the worker's slot, from 0
 * @param startedAt when it was handed out, in milliseconds since the epoch; or when its program was started, once it has ended and if
 *     that is known
 * @param ending how it ended; absent while it is under way
 */
public record Attempt(
        int number,
        int bits,
        int worker,
        int slot,
        long startedAt,
        @Nullable Ending ending) {
    /**
     * How an attempt ended.
     *
     * @param how in which way
     * @param at when, in milliseconds since the epoch
     * @param code with {@code failed}: the exit code, or the negative number of the signal
     * @param alone with {@code lost}: whether the worker held nothing else, so that the loss counts against the item
     */
    public record Ending(AttemptEnd how, long at, int code, boolean alone) {}

    /** Whether it is under way. */
    public boolean open() {
        return ending == null;
    }

    /** Whether it ended so. */
    public boolean ended(AttemptEnd how) {
        return ending != null && ending.how() == how;
    }

    /** This attempt, ended. */
    public Attempt end(Ending how) {
        return new Attempt(number, bits, worker, slot, startedAt, how);
    }

    /** This attempt, whose program was started at that time, though not before it was handed out. */
    public Attempt begun(long at) {
        return new Attempt(number, bits, worker, slot, Math.max(startedAt, at), ending);
    }

    /** This attempt, under way again. */
    public Attempt reopened() {
        return new Attempt(number, bits, worker, slot, startedAt, null);
    }
}
