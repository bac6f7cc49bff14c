package dev.workmanager.store;

import dev.workmanager.rules.Result;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A result on its way in: bytes that nobody sees until they are all there. Not thread-safe. */
public interface PartFile extends Closeable {
    /** Appends all bytes that remain in the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /** How many bytes so far. */
    long size();

    /** All bytes are there: syncs them and gives them their name among the parts. */
    Result.Part finish() throws IOException;

    /** Throws the bytes away, unless they were finished. */
    @Override
    void close() throws IOException;
}
