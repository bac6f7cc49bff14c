package dev.workmanager.terminal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast items end just now: over the last half minute, or over as long as the last ten of them took. So the end that it foretells is
 * right again soon after workers have come or gone. Used by one thread.
 */
public final class Pace {
    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long ENOUGH_ITEMS = 10;
    private static final int MOST_SAMPLES = 1_000;

    private record Sample(long nanos, long ended) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes note of how many items have ended by now. */
    public void note(long nanos, long ended) {
        Sample now = new Sample(nanos, ended);
        samples.addLast(now);
        while (samples.size() > 2 && isEnough(second(), now)) {
            samples.removeFirst();
        }
        if (samples.size() > MOST_SAMPLES) {
            thinOut();
        }
    }

    private Sample second() {
        Iterator<Sample> each = samples.iterator();
        each.next();
        return each.next();
    }

    private static boolean isEnough(Sample first, Sample now) {
        return now.nanos() - first.nanos() >= WINDOW_NANOS && now.ended() - first.ended() >= ENOUGH_ITEMS;
    }

    /** Of items that take hours, every other sample does. */
    private void thinOut() {
        boolean keep = true;
        for (Iterator<Sample> each = samples.iterator(); each.hasNext(); keep = !keep) {
            each.next();
            if (!keep && each.hasNext()) {
                each.remove();
            }
        }
    }

    /** Items a second; nothing as long as none has ended. */
    public OptionalDouble perSecond() {
        Sample oldest = samples.peekFirst();
        Sample newest = samples.peekLast();
        if (oldest == null || newest == null || newest.ended() <= oldest.ended()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((newest.ended() - oldest.ended()) * 1e9 / (newest.nanos() - oldest.nanos()));
    }

    /** How long until so many more have ended, if it goes on like this. */
    public Optional<Duration> until(long remaining) {
        OptionalDouble rate = perSecond();
        if (rate.isEmpty()) {
            return Optional.empty();
        }
        double seconds = remaining / rate.getAsDouble();
        return Optional.of(Duration.ofSeconds((long) Math.min(seconds, 1e12)));
    }
}
