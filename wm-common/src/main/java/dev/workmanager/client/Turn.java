package dev.workmanager.client;

import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import java.util.List;

/**
 * What an exchange brought.
 *
 * @param outcomes what became of the attempts that it ended, as far as that could be learnt
 * @param next what to do now
 * @param items with {@link Next#ITEMS}: the items that were taken, one at least
 */
public record Turn(List<Outcome> outcomes, Next next, List<HandedItem> items) {
    /** What to do after an exchange. */
    public enum Next {
        /** Work on the items. */
        ITEMS,
        /** Nothing now; exchange again. */
        WAIT,
        /** Nothing is pending, running or coming back: leave. */
        FINISHED,
        /** This session takes no more, by itself or by order of the manager: leave. */
        STOPPED
    }

    /** Nothing was taken. */
    static Turn without(List<Outcome> outcomes, Next next) {
        return new Turn(outcomes, next, List.of());
    }
}
