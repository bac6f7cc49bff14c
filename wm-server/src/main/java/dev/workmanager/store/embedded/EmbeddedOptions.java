package dev.workmanager.store.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How the embedded store works.
 *
 * @param data its folder
 * @param out the folder of results
 * @param wall the time of day, for the record and for backoffs
 * @param monotonic nanoseconds from anywhere, never going back
 * @param random for lease tokens
 * @param changedBytes how many bytes of changed chunks make a checkpoint due; with as many again while it runs the writer waits
 * @param segmentBytes the length of a segment of the journal
 * @param journalBytes how much journal makes a checkpoint due; with as much again while it runs the writer waits
 * @param sweepPeriod how often leases are counted down
 * @param events how many events are kept for readers
 */
public record EmbeddedOptions(
        Path data,
        Path out,
        InstantSource wall,
        LongSupplier monotonic,
        RandomGenerator random,
        long changedBytes,
        long segmentBytes,
        long journalBytes,
        Duration sweepPeriod,
        int events) {
    /** So many bytes of the heap for an event that is kept, which takes up some 150: less than two in a hundred. */
    private static final long HEAP_AN_EVENT = 8 << 10;

    private static final int MOST_EVENTS = 1 << 17;

    /** The usual numbers, for a heap of a size in bytes. */
    public static EmbeddedOptions of(
            Path data, Path out, InstantSource wall, LongSupplier monotonic, RandomGenerator random, long heap) {
        int events = (int) Math.max(1, Math.min(MOST_EVENTS, heap / HEAP_AN_EVENT));
        return new EmbeddedOptions(
                data, out, wall, monotonic, random, heap / 8, 16L << 20, 32L << 20, Duration.ofSeconds(1), events);
    }
}
