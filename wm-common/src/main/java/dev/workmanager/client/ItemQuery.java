package dev.workmanager.client;

import java.util.Optional;

/**
 * Which items somebody wants to see.
 *
 * @param state those in this state; empty for all
 * @param from no item before this number
 * @param to no item behind this number
 * @param history whether with their attempts
 */
public record ItemQuery(Optional<String> state, long from, long to, boolean history) {
    /** All, without their attempts. */
    public static final ItemQuery ALL = new ItemQuery(Optional.empty(), 0, Long.MAX_VALUE, false);

    /** Those in a state. */
    public ItemQuery in(String wanted) {
        return new ItemQuery(Optional.of(wanted), from, to, history);
    }

    /** Those from a number to another one, both included. */
    public ItemQuery between(long first, long last) {
        return new ItemQuery(state, first, last, history);
    }

    /** The same items, with their attempts. */
    public ItemQuery withHistory() {
        return new ItemQuery(state, from, to, true);
    }
}
