package dev.workmanager.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some of what has happened, in order.
 *
 * @param gap what comes before that, and is not kept any more
 * @param events the events; may be none although there are more
 * @param next where the next page begins
 * @param more whether there was something after that already
 */
public record EventPage(Optional<Gap> gap, List<Entry> events, EventId next, boolean more) {
    /** An event and its place. */
    public record Entry(EventId id, Event event) {}

    /**
     * Events that are lost for this reader.
     *
     * @param after where the reader stood
     * @param upTo the last one that it cannot have any more
     * @param lost how many they are, those among them that it did not ask for; absent if nobody knows, since the reader comes from
     *     another generation
     */
    public record Gap(EventId after, EventId upTo, OptionalLong lost) {}

    /** Copies the list. */
    public EventPage {
        events = List.copyOf(events);
    }
}
