package dev.workmanager.rules;

import java.util.List;

/**
 * What is remembered of a worker's slot, so that a repeated exchange gets the same answer.
 *
 * @param number the number of its last exchange that was answered
 * @param handed what that answer handed out
 */
public record Slot(long number, List<Handed> handed) {
    /** Which attempt was handed out. */
    public record Handed(int job, long index, int attempt) {}

    /** Copies the list. */
    public Slot {
        handed = List.copyOf(handed);
    }
}
