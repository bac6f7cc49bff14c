package dev.workmanager.wrapper;

import dev.workmanager.protocol.HandedItem;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one speaks with a child that gets items as lines.
 *
 * @param pass how an item becomes a line
 * @param holder who asks
 * @param limits what it may not exceed
 * @param room where its answers are kept
 * @param stderr where its standard error goes
 */
record Wire(Pass pass, Holder holder, Limits limits, Room room, LineStderr stderr) {
    /** How long an item may take. */
    Optional<Duration> timeout(HandedItem item) {
        return Stream.concat(Stream.ofNullable(item.timeoutMillis()).map(Duration::ofMillis), limits.timeout().stream())
                .min(Duration::compareTo);
    }
}
