package dev.workmanager.model;

/**
 * Where an item stands. {@code docs/state-machine.md} draws the transitions between these.
 */
public enum ItemState {
    /** Not handed out: never yet, or given back; it may have to wait for its not-before time first. */
    PENDING,
    /** Handed out: at least one attempt is under way. */
    RUNNING,
    /** A completion was accepted. */
    DONE,
    /** Failed for good: no attempts left. */
    FAILED,
    /** Will not be done: somebody cancelled it. */
    CANCELLED;

    /** Whether nothing more happens to an item in this state by itself. */
    public boolean ended() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
