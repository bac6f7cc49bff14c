package dev.workmanager.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of exit codes, 1 to 255.
 *
 * @param ranges disjoint, rising, not touching each other
 */
public record ExitCodes(List<Range> ranges) {
    /** From one code to another, both included. */
    public record Range(int from, int to) {
        /**
         * @throws IllegalArgumentException if it goes down, or leaves 1 to 255
         */
        public Range {
            if (from < 1 || to < from || to > 255) {
                throw new IllegalArgumentException(
                        "exit codes of failures go from 1 to 255, and ranges go up, not " + from + "-" + to);
            }
        }

        @Override
        public String toString() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    /** No code. */
    public static final ExitCodes NONE = new ExitCodes(List.of());

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:[ \t]*-[ \t]*([0-9]{1,3}))?");

    /** Sorts and joins the ranges. */
    public ExitCodes {
        ranges = joined(ranges);
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range next :
                ranges.stream().sorted(Comparator.comparingInt(Range::from)).toList()) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && next.from() <= last.to() + 1) {
                joined.set(joined.size() - 1, new Range(last.from(), Math.max(last.to(), next.to())));
            } else {
                joined.add(next);
            }
        }
        return List.copyOf(joined);
    }

    /**
     * Reads {@code 2,64-78}.
     *
     * @throws IllegalArgumentException if it is something else; the message says what is expected
     */
    public static ExitCodes parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' are no exit codes; write codes and ranges of them, such as 2,64-78");
            }
            int from = Integer.parseInt(range.group(1));
            ranges.add(new Range(from, range.group(2) == null ? from : Integer.parseInt(range.group(2))));
        }
        return new ExitCodes(ranges);
    }

    /** Whether a code is among them. */
    public boolean contains(int code) {
        return ranges.stream().anyMatch(range -> range.from() <= code && code <= range.to());
    }

    /** As {@link #parse} reads it; empty for none. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
