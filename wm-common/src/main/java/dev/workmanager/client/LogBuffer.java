package dev.workmanager.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that wait to be sent, up to a bound: of more the middle is left out, and a line says how much. Takes no memory while there is
 * nothing in it. For one thread at a time.
 */
final class LogBuffer {
    /** Of the beginning, and of the end, so many bytes are kept. With two marks it still is one append. */
    static final int HALF = 24 << 10;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(0);
    private byte[] ring = {};
    private long passed;

    void add(byte[] bytes, int offset, int length) {
        int first = Math.min(length, HALF - head.size());
        head.write(bytes, offset, first);
        if (first < length && ring.length == 0) {
            ring = new byte[HALF];
        }
        int from = Math.max(first, length - HALF);
        passed += from - first;
        for (int i = from; i < length; i++) {
            ring[(int) (passed++ % HALF)] = bytes[offset + i];
        }
    }

    /** How many bytes it would take to hold all of it. */
    long size() {
        return head.size() + passed;
    }

    /** All that is in it, which is then empty. */
    byte[] take() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.size() + ring.length);
        all.writeBytes(head.toByteArray());
        if (passed > HALF) {
            all.writeBytes(mark((passed - HALF) + " bytes left out"));
        }
        long from = Math.max(0, passed - HALF);
        int start = (int) (from % HALF);
        int length = (int) (passed - from);
        int untilWrap = Math.min(length, ring.length - start);
        all.writeBytes(Arrays.copyOfRange(ring, start, start + untilWrap));
        all.writeBytes(Arrays.copyOfRange(ring, 0, length - untilWrap));
        head.reset();
        ring = new byte[0];
        passed = 0;
        return all.toByteArray();
    }

    /** A line of ours in somebody else's log. */
    static byte[] mark(String text) {
        return ("\n[" + text + "]\n").getBytes(StandardCharsets.UTF_8);
    }
}
