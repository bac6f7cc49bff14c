package dev.workmanager.http;

import java.time.Duration;

/**
 * What a server bears of those who connect to it.
 *
 * @param connections so many at a time; whoever comes then is told 503 and let go
 * @param headerBytes the head of a request is no longer
 * @param headers nor has it more fields
 * @param headWithin it is all there after this time, counted from its first byte; the first one of a connection from the connection on
 * @param bodyPatience in each stretch of this time while a body is awaited, a KiB a second comes, or its end
 * @param answerPatience a client takes a piece of its answer within this time
 */
public record HttpLimits(
        int connections,
        int headerBytes,
        int headers,
        Duration headWithin,
        Duration bodyPatience,
        Duration answerPatience) {
    /** Unless set otherwise. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            10_000, 32 << 10, 100, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(60));
}
