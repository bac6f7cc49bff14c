package dev.workmanager.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The result of an item, to be read, which stays as it is even if another one takes its place meanwhile; or the log of an attempt, which
 * may grow. Thread-safe.
 */
public interface ResultFile extends Closeable {
    /** How many bytes it has. */
    long size() throws IOException;

    /**
     * Reads bytes from a place in it.
     *
     * @return how many; fewer than there is room for only at its end
     */
    int read(ByteBuffer into, long offset) throws IOException;
}
