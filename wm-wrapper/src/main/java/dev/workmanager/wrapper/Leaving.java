package dev.workmanager.wrapper;

import java.time.Duration;
import java.util.Optional;

/**
 * When a wrapper leaves before the batch is finished.
 *
 * @param maxItems once it has taken so many items; {@link #ANY_ITEMS} for no such bound
 * @param idleExit once it has had nothing to do for so long
 * @param drainTime so long what runs may go on once it is to leave, by a signal or by the manager's order, before it is ended and given
 *     back; without one: not at all after a signal, to its end after an order
 */
public record Leaving(long maxItems, Optional<Duration> idleExit, Optional<Duration> drainTime) {
    /** As many items as there are. */
    public static final long ANY_ITEMS = Long.MAX_VALUE;

    /** What runs may go on to its end. */
    public static final Duration FOREVER = Duration.ofDays(100_000);

    /** Unless set otherwise: when the batch is finished, or when it is told to. */
    public static final Leaving DEFAULT = new Leaving(ANY_ITEMS, Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if no item may be taken */
    public Leaving {
        if (maxItems < 1) {
            throw new IllegalArgumentException("at least one item is taken, not " + maxItems);
        }
    }
}
