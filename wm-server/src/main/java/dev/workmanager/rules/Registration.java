package dev.workmanager.rules;

import org.jspecify.annotations.Nullable;

/**
 * A worker that has told that it has started, and not yet that it has stopped. Whether it is alive nobody knows.
 *
 * @param worker its name
 * @param group its group, dotted
 * @param at when it told so last, in milliseconds since the epoch
 */
public record Registration(String worker, @Nullable String group, long at) {
    /** So many workers may be registered. */
    public static final int MAX = 10_000;
}
