package dev.workmanager.client;

import dev.workmanager.model.Durations;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says that the manager is away: when it is first missed, each minute, and when it is back; once for the whole worker, however
 * many of its slots miss it. Thread-safe.
 */
final class Outage {
    private static final Duration REPEAT = Duration.ofMinutes(1);

    private final ManagerAddress manager;
    private final Duration giveUpAfter;
    private final LongSupplier nanos;
    private final Consumer<String> say;
    private final BitSet missing = new BitSet();
    private long since;
    private long said;

    Outage(ManagerAddress manager, Duration giveUpAfter, LongSupplier nanos, Consumer<String> say) {
        this.manager = manager;
        this.giveUpAfter = giveUpAfter;
        this.nanos = nanos;
        this.say = say;
    }

    /** One of the sources of requests got no answer. */
    synchronized void failed(int source, String reason) {
        long now = nanos.getAsLong();
        if (missing.isEmpty()) {
            since = now;
            said = now;
            say.accept("no good answer from the manager at " + manager + " (" + reason + "); trying again"
                    + (giveUpAfter.isZero() ? "" : ", for up to " + Durations.format(giveUpAfter)));
        } else if (now - said >= REPEAT.toNanos()) {
            said = now;
            say.accept("still no good answer from the manager at " + manager + " after " + after(now) + " (" + reason
                    + ")");
        }
        missing.set(source);
    }

    /** One of the sources of requests got an answer. */
    synchronized void heard(int source) {
        if (missing.get(source)) {
            missing.clear(source);
            if (missing.isEmpty()) {
                say.accept("the manager at " + manager + " answers again, after " + after(nanos.getAsLong()));
            }
        }
    }

    /** One of the sources asks no more. */
    synchronized void left(int source) {
        missing.clear(source);
    }

    /** A length of time for people: to the second, or to the millisecond below one. */
    static String length(long nanos) {
        Duration length = Duration.ofNanos(nanos);
        return Durations.format(length.toSeconds() == 0 ? length : Duration.ofSeconds(length.toSeconds()));
    }

    private String after(long now) {
        return length(now - since);
    }
}
