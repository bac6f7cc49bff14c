package dev.workmanager.bench;

/**
 * What came of one run of the load generator.
 *
 * @param pairs items that were reported, with the next one taken
 * @param nanos how long that took
 * @param serverNanos processor time of the server, with all its threads and processes
 * @param loadNanos processor time of the generator
 * @param latencies of each pair
 */
record Measured(long pairs, long nanos, long serverNanos, long loadNanos, Samples latencies) {
    /** Pairs a second. */
    double rate() {
        return pairs * 1e9 / nanos;
    }

    /** Microseconds of the server's processor time for a pair. */
    double serverMicros() {
        return serverNanos / 1e3 / pairs;
    }

    /** Microseconds of the generator's processor time for a pair. */
    double loadMicros() {
        return loadNanos / 1e3 / pairs;
    }
}
