package dev.workmanager.terminal;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How far a job is, in words. */
public final class Progress {
    private static final int BAR = 24;
    private static final int SHORTEST_BAR = 6;

    private Progress() {}

    /**
     * For a terminal: {@code [#########...............]  38%  380 done, 2 failed, 8 running of 1,000  12.5/s  50s left}. It fits on one
     * line of it, or it could not be written anew: the bar is shorter there, or left out.
     */
    public static String bar(Counts counts, Pace pace, Terminal terminal) {
        String failed = counts.failed() == 0 ? "" : number(counts.failed()) + " failed";
        String before = String.format(Locale.ROOT, " %3d%%  ", percent(counts)) + number(counts.done()) + " done"
                + (failed.isEmpty() ? "" : ", ");
        String after = ", " + number(counts.running()) + " running of " + number(counts.total())
                + speed(counts, pace, "  ", "  ");
        int room = terminal.columns() - 1 - before.length() - failed.length() - after.length();
        if (room < 0) {
            return DisplayWidth.cut((before + failed + after).stripLeading(), terminal.columns() - 1);
        }
        String text = before + (failed.isEmpty() ? "" : terminal.coloured(failed, false)) + after;
        int cells = Math.min(BAR, room - 2);
        return cells < SHORTEST_BAR ? text.stripLeading() : bar(counts, cells, terminal) + text;
    }

    private static String bar(Counts counts, int cells, Terminal terminal) {
        int filled = (int) (cells * (ended(counts) / (double) counts.total()));
        return "[" + terminal.coloured("#".repeat(filled), true) + ".".repeat(cells - filled) + "]";
    }

    /** For a log: {@code 380 of 1,000 items done (38%), 2 failed, 8 running; 12.5/s, 50s left}. */
    public static String line(Counts counts, Pace pace) {
        return number(counts.done()) + " of " + number(counts.total()) + " items done (" + percent(counts) + "%)"
                + (counts.failed() == 0 ? "" : ", " + number(counts.failed()) + " failed")
                + ", " + number(counts.running()) + " running"
                + speed(counts, pace, "; ", ", ");
    }

    /** As far as it is known: how fast, and how long that will take, each after something that parts it from what stands before. */
    private static String speed(Counts counts, Pace pace, String before, String between) {
        OptionalDouble rate = pace.perSecond();
        Optional<Duration> left = pace.until(counts.total() - ended(counts));
        return rate.isEmpty() || left.isEmpty()
                ? ""
                : before + rate(rate.getAsDouble()) + between + coarse(left.get()) + " left";
    }

    /** Of every speed three digits that one can read. */
    public static String rate(double perSecond) {
        if (perSecond >= 10) {
            return number(Math.round(perSecond)) + "/s";
        }
        if (perSecond >= 0.1) {
            return String.format(Locale.ROOT, "%.1f/s", perSecond);
        }
        return String.format(Locale.ROOT, "%.1f/h", perSecond * 3_600);
    }

    /** Nobody wants the milliseconds of a day. */
    public static String coarse(Duration left) {
        long seconds = left.toSeconds();
        long unit = seconds >= 86_400 ? 3_600 : seconds >= 3_600 ? 60 : 1;
        return Durations.format(Duration.ofSeconds(seconds / unit * unit));
    }

    /** How much of it has ended. */
    public static long percent(Counts counts) {
        return (long) (100 * (ended(counts) / (double) counts.total()));
    }

    /** How many items have ended, however. */
    public static long ended(Counts counts) {
        return counts.done() + counts.failed() + counts.cancelled();
    }

    /** With its thousands apart. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
