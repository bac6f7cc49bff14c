package dev.workmanager.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many wrong tokens have come from an address: some are free, then one each while. Of many addresses the first ones are forgotten.
 * Thread-safe.
 */
final class Tries {
    static final int FREE = 10;
    static final Duration EACH = Duration.ofSeconds(6);
    private static final int ADDRESSES = 10_000;

    private final LongSupplier nanoTime;
    /** When an address will have all its tries again. */
    private final Map<InetAddress, Long> whole = new LinkedHashMap<>();

    Tries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long an address has to wait before its next try. */
    synchronized Duration wait(InetAddress from) {
        long missing = Math.max(0, whole.getOrDefault(from, nanoTime.getAsLong()) - nanoTime.getAsLong());
        return Duration.ofNanos(Math.max(0, missing - (FREE - 1) * EACH.toNanos()));
    }

    /** A wrong one. */
    synchronized void failed(InetAddress from) {
        long now = nanoTime.getAsLong();
        Long earlier = whole.remove(from);
        if (whole.size() >= ADDRESSES) {
            whole.remove(whole.keySet().iterator().next());
        }
        whole.put(from, (earlier == null ? now : Math.max(now, earlier)) + EACH.toNanos());
    }
}
