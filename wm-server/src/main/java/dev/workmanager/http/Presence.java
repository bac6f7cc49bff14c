package dev.workmanager.http;

import dev.workmanager.model.WorkerId;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each worker was heard of last, for people. In memory: after a start it is empty, and nothing depends on it. It holds workers that
 * the store remembers, and no others. Thread-safe.
 */
public final class Presence {
    private final InstantSource wall;
    private final Map<WorkerId, Long> seen = new ConcurrentHashMap<>();

    /** With wall time. */
    public Presence(InstantSource wall) {
        this.wall = wall;
    }

    void heardOf(WorkerId worker) {
        seen.put(worker, wall.millis());
    }

    /** In milliseconds since the epoch. */
    OptionalLong lastSeen(WorkerId worker) {
        Long at = seen.get(worker);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }
}
