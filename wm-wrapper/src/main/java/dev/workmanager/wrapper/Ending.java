package dev.workmanager.wrapper;

import dev.workmanager.client.WorkSession;
import org.jspecify.annotations.Nullable;

/** Why a wrapper comes to its end before the batch does: told by any slot, for all of them. Thread-safe. */
final class Ending {
    private final WorkSession session;
    private @Nullable WrapExit reason;

    Ending(WorkSession session) {
        this.session = session;
    }

    /** Nothing more is taken; what runs, runs to its end. The first reason stands. */
    synchronized void takeNoMore(WrapExit why) {
        if (reason == null) {
            reason = why;
        }
        session.takeNoMore();
    }

    /** How a slot leaves that was told to take no more. */
    synchronized WrapExit reason() {
        return reason == null ? WrapExit.STOPPED : reason;
    }
}
