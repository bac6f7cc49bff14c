package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A message that the manager keeps; see {@link Report}.
 *
 * @param number rises by one with each message
 * @param at when it came, by the manager's clock: ISO-8601, in UTC
 */
public record KeptMessage(
        long number,
        String at,
        String worker,
        @Nullable String group,
        String event,
        @Nullable String content,
        @Nullable String key) {}
