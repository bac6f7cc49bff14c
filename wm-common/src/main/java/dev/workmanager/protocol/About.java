package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Who a worker is, as it says itself. For people; nothing depends on it.
 *
 * @param group its group, dotted
 * @param host the name of its host
 * @param pid its process id there
 * @param version the version of the program
 * @param startedAt when it was started, in milliseconds since the epoch, by its own clock
 */
public record About(
        @Nullable String group,
        @Nullable String host,
        @Nullable Long pid,
        @Nullable String version,
        @Nullable Long startedAt) {}
