package dev.workmanager.config;

import java.util.ArrayList;
import java.util.List;

/** Gathers problems, so that all of them can be shown at once. Not thread-safe. */
final class Problems {
    /** Of more problems than this, as a file of another kind has them, the rest is only counted. */
    static final int KEPT = 100;

    private final List<Problem> kept = new ArrayList<>();
    private long more;

    void add(Problem problem) {
        if (kept.size() < KEPT) {
            kept.add(problem);
        } else {
            more++;
        }
    }

    boolean none() {
        return kept.isEmpty();
    }

    Problem first() {
        return kept.get(0);
    }

    long count() {
        return kept.size() + more;
    }

    void throwIfAny() {
        if (!none()) {
            throw new ConfigException(kept, more);
        }
    }
}
