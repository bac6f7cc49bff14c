package dev.workmanager.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * What has happened of late, in the order in which it became so: only what is durable, and whose results are in their place. How
 * much is kept has a bound; whoever falls behind is told what is lost. Thread-safe. Nobody waits here, neither for a disk nor for a
 * reader.
 */
public interface EventLog {
    /** Behind the newest event: who begins here hears of what comes from now on. */
    EventId newest();

    /**
     * Events after a place. Looks at a bounded number of them: a page without any may still be followed by others.
     *
     * @param place as given by {@link #newest}, an event or a page before; one of another generation stands before everything that
     *     is kept
     * @param wanted which ones
     * @param most at most so many
     */
    EventPage after(EventId place, Predicate<Event> wanted, int most);

    /**
     * Completes once there is something after a place, or nothing will ever come there: on a thread of the store that must not be
     * held up, or at once.
     */
    CompletableFuture<Void> more(EventId place);

    /** Whether nothing will come any more. */
    boolean closed();
}
