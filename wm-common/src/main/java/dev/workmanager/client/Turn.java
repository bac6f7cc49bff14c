package dev.workmanager.client;

import dev.workmanager.protocol.HandedItem;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange brought.
 *
 * @param outcome what became of the attempt that it ended, one of the values of {@link dev.workmanager.protocol.Outcome}; null if it
 *     ended none, or if that could not be learnt
 * @param next what to do now
 * @param item with {@link Next#ITEM}: the item that was taken
 */
public record Turn(
        @Nullable String outcome, Next next, @Nullable HandedItem item) {
    /** What to do after an exchange. */
    public enum Next {
        /** Work on the item. */
        ITEM,
        /** Nothing now; exchange again. */
        WAIT,
        /** Nothing is pending, running or coming back: leave. */
        FINISHED,
        /** This session takes no more, by itself or by order of the manager: leave. */
        STOPPED
    }
}
