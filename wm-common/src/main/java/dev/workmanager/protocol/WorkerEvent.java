package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An event of {@code GET /v1/events} that tells of a worker.
 *
 * @param kind the word of its kind
 * @param at when it happened, ISO-8601 in UTC
 * @param worker its id
 * @param group its group, dotted; this and the next one as it has said itself
 * @param host the name of its host
 * @param order what it is told beside its items; absent for nothing: see {@link Order}
 */
public record WorkerEvent(
        String kind,
        String at,
        String worker,
        @Nullable String group,
        @Nullable String host,
        @Nullable String order) {}
