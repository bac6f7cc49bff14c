package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An event of {@code GET /v1/events} that tells of an item.
 *
 * @param kind the word of its kind
 * @param at when it happened, ISO-8601 in UTC
 * @param job the name of its job
 * @param id the item's number
 * @param attempt the attempt that has ended with it; absent where none has
 * @param notBefore while it waits for another try: when that is due, ISO-8601 in UTC
 */
public record ItemEvent(
        String kind,
        String at,
        String job,
        long id,
        @Nullable AttemptStatus attempt,
        @Nullable String notBefore) {}
