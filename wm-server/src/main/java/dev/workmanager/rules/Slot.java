package dev.workmanager.rules;

import java.util.List;

/**
 * What is remembered of a worker's slot, so that a repeated exchange gets the same answer.
 *
 * @param number the number of its last exchange that was answered; 0 for none
 * @param handed what that answer handed out
 * @param done how many attempts it has ended as done
 * @param failed how many it has ended as failed or timed out
 */
public record Slot(long number, List<Handed> handed, long done, long failed) {
    /** Which attempt was handed out. */
    public record Handed(int job, long index, int attempt) {}

    /** One that was never heard of. */
    static final Slot NEW = new Slot(0, List.of(), 0, 0);

    /** Copies the list. */
    public Slot {
        handed = List.copyOf(handed);
    }

    Slot answered(long newNumber, List<Handed> newlyHanded) {
        return new Slot(newNumber, newlyHanded, done, failed);
    }

    Slot counting(long moreDone, long moreFailed) {
        return new Slot(number, handed, done + moreDone, failed + moreFailed);
    }
}
