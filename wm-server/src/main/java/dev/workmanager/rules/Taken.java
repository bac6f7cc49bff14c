package dev.workmanager.rules;

/** The answer to a requester without a name. */
public sealed interface Taken {
    /** Here is one. */
    record Handed(HandedOut item) implements Taken {}

    /** Nothing is pending. */
    record Done() implements Taken {}

    /**
     * Something is pending, but waits out a backoff.
     *
     * @param millis when the first of it is due, from now; 0 when not known
     */
    record Later(long millis) implements Taken {}
}
