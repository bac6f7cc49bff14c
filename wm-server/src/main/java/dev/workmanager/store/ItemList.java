package dev.workmanager.store;

import java.io.Closeable;
import java.io.IOException;

/** The data of a job's items while they are being frozen, one after the other. Not thread-safe. */
public interface ItemList extends Closeable {
    /** An item's data is no longer than this, in bytes of UTF-8. */
    int MAX_BYTES = 1 << 20;

    /**
     * Adds the next item.
     *
     * @param utf8 an array with its data, valid UTF-8 without U+0000 and without a line feed
     * @param offset where it begins
     * @param length how many bytes, at most {@link #MAX_BYTES}
     */
    void add(byte[] utf8, int offset, int length) throws IOException;

    /** How many there are so far. */
    long count();

    /** Writes everything out and syncs it. */
    @Override
    void close() throws IOException;
}
