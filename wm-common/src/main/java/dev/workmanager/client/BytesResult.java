package dev.workmanager.client;

import java.nio.ByteBuffer;

/** A result in memory. */
record BytesResult(byte[] bytes) implements ResultSource {
    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(ByteBuffer into, long position) {
        int length = (int) Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, (int) position, length);
        return length;
    }
}
