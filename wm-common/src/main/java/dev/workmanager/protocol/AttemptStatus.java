package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One hand-out of an item. Times are ISO-8601, in UTC.
 *
 * @param number counts the item's attempts, from 1
 * @param worker the id of the worker; absent for one without a name
 * @param host where that worker runs; absent when it has not said so
 * @param slot the worker's slot, from 0
 * @param startedAt when it was handed out
 * @param endedAt when it ended; absent while it is under way
 * @param end how it ended, one word such as {@code done} or {@code timed-out}; absent while it is under way
 * @param exit the exit code of a failed one
 * @param signal the signal that ended a failed one, instead of {@code exit}
 * @param why what happened, for people; absent while it is under way
 */
public record AttemptStatus(
        int number,
        @Nullable String worker,
        @Nullable String host,
        int slot,
        String startedAt,
        @Nullable String endedAt,
        @Nullable String end,
        @Nullable Integer exit,
        @Nullable Integer signal,
        @Nullable String why) {}
