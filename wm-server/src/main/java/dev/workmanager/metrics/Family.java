package dev.workmanager.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All numbers of one name, at one moment. Immutable once it is handed on.
 *
 * @param name as it is served, but for what the format itself appends ({@code _total}, {@code _bucket}): {@code wm_}, then what it is,
 *     then its unit, which is a base unit
 * @param kind what may be done with it
 * @param help what it is, for people
 * @param labels the names of what tells its numbers apart
 * @param samples its numbers
 */
public record Family(String name, Kind kind, String help, List<String> labels, List<Sample> samples) {
    /** What may be done with a number. */
    public enum Kind {
        /** It only rises, from 0 at the start of the process; what counts is by how much in a time. */
        COUNTER,
        /** It rises and falls. */
        GAUGE,
        /** How often it was how much. */
        HISTOGRAM
    }

    /** One of its numbers. */
    public sealed interface Sample {
        /** The values of its labels, in their order. */
        List<String> labels();

        /** A plain one. */
        record Value(List<String> labels, double value) implements Sample {}

        /** A histogram. */
        record Spread(List<String> labels, Histogram.Reading reading) implements Sample {}
    }

    /** Rises only. */
    public static Family counter(String name, String help, String... labels) {
        return of(name, Kind.COUNTER, help, labels);
    }

    /** Rises and falls. */
    public static Family gauge(String name, String help, String... labels) {
        return of(name, Kind.GAUGE, help, labels);
    }

    /** How often it was how much. */
    public static Family histogram(String name, String help, String... labels) {
        return of(name, Kind.HISTOGRAM, help, labels);
    }

    private static Family of(String name, Kind kind, String help, String... labels) {
        return new Family(name, kind, help, List.copyOf(Arrays.asList(labels)), new ArrayList<>());
    }

    /** With one number more, while it is being made. */
    public Family with(double value, String... labelValues) {
        samples.add(new Sample.Value(List.of(labelValues), value));
        return this;
    }

    /** Likewise; beyond 2^53 only about so many. */
    public Family with(long value, String... labelValues) {
        return with((double) value, labelValues);
    }

    /** With one histogram more, while it is being made. */
    public Family with(Histogram histogram, String... labelValues) {
        samples.add(new Sample.Spread(List.of(labelValues), histogram.read()));
        return this;
    }
}
