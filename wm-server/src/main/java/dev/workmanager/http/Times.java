package dev.workmanager.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Points in time for people: ISO-8601, in UTC. */
final class Times {
    private Times() {}

    static String text(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    /** Null for 0, which stands for never. */
    static @Nullable String textUnlessNever(long epochMillis) {
        return epochMillis == 0 ? null : text(epochMillis);
    }
}
