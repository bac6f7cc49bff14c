package dev.workmanager.wrapper;

import java.time.Duration;
import java.util.Optional;

/**
 * What a wrapper does not let its children exceed.
 *
 * @param maxResult how many bytes a result may have; {@link #ANY_RESULT} for as many as there are
 * @param timeout how long an attempt may take, whatever its job allows; the shorter holds
 * @param stall how long a child may show no sign of life
 * @param killAfter how long a child that was told to end by TERM has before what is left of it is killed
 */
public record Limits(long maxResult, Optional<Duration> timeout, Optional<Duration> stall, Duration killAfter) {
    /** A result may have as many bytes as there are. */
    public static final long ANY_RESULT = Long.MAX_VALUE;

    /** None but the time between TERM and KILL. */
    public static final Limits DEFAULT =
            new Limits(ANY_RESULT, Optional.empty(), Optional.empty(), Duration.ofSeconds(5));
}
