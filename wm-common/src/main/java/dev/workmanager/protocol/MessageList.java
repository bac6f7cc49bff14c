package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/messages}: some of the messages that are kept.
 *
 * @param messages newest first; with {@code after} oldest first
 * @param next what {@code before}, or {@code after}, is to be for the next page; absent after the last one
 */
public record MessageList(
        List<KeptMessage> messages, @Nullable Long next) {
    /** At most so many messages are in a page. */
    public static final int MAX_LIMIT = 1_000;
}
