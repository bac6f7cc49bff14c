package dev.workmanager.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a result, wherever they lie. They can be read several times, and are the same each time. */
public interface ResultSource {
    /** Bytes in memory, which must not change any more. */
    static ResultSource of(byte[] bytes) {
        return new BytesResult(bytes);
    }

    /**
     * The same bytes, in memory: for few, so that what they lie in may go.
     *
     * @throws java.io.UncheckedIOException if they cannot be read, or there are fewer than {@link #size} says
     */
    default ResultSource inMemory() {
        return of(ResultBody.bytes(this));
    }

    /** How many there are. */
    long size();

    /**
     * Reads some of them.
     *
     * @param into what to fill, as far as it goes
     * @param position from which byte on, from 0
     * @return how many were read; at least one while {@code position} is below the size
     * @throws IOException if they cannot be read, or there are fewer than {@link #size} says
     */
    int read(ByteBuffer into, long position) throws IOException;
}
