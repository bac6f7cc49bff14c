package dev.workmanager.wrapper;

import dev.workmanager.client.WorkSession;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Why a wrapper comes to its end before the batch does: told by any slot, for all of them. Thread-safe. */
final class Ending {
    private final WorkSession session;
    private final Quota quota;
    private final Idleness idleness;
    private @Nullable WrapExit reason;

    Ending(WorkSession session, Leaving leaving, LongSupplier nanos) {
        this.session = session;
        this.quota = new Quota(leaving.maxItems());
        this.idleness = new Idleness(leaving.idleExit(), nanos);
    }

    /** What may still be taken. */
    Quota quota() {
        return quota;
    }

    /** How long there was nothing to do. */
    Idleness idleness() {
        return idleness;
    }

    /** Nothing more is taken; what runs, runs to its end. The first reason stands. */
    synchronized void takeNoMore(WrapExit why) {
        if (reason == null) {
            reason = why;
        }
        session.takeNoMore();
    }

    /** As {@link #takeNoMore(WrapExit)}, and tells people if it is the first reason. */
    synchronized void takeNoMore(WrapExit why, String line, Messages messages) {
        if (reason == null) {
            messages.say(line);
        }
        takeNoMore(why);
    }

    /** How a slot leaves that was told to take no more. */
    synchronized WrapExit reason() {
        return reason == null ? WrapExit.STOPPED : reason;
    }
}
