package dev.workmanager.rules;

import dev.workmanager.model.AttemptEnd;

/** Counts the attempts that one request ends, for people who want to know what a worker has done. Not thread-safe. */
final class Tally {
    private int done;
    private int failed;

    void add(AttemptEnd how) {
        done += how == AttemptEnd.DONE ? 1 : 0;
        failed += how == AttemptEnd.FAILED || how == AttemptEnd.TIMED_OUT ? 1 : 0;
    }

    /** A slot that has ended these, too. */
    Slot addTo(Slot slot) {
        return slot.counting(done, failed);
    }

    boolean isEmpty() {
        return done + failed == 0;
    }
}
