package dev.workmanager.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes a long body as it comes in. Used by one thread at a time, and never by one that must not block. Closed without having been
 * finished it leaves nothing behind.
 *
 * @param <T> what becomes of the body
 */
interface BodySink<T> extends Closeable {
    /** Takes more of the body: all that is in the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes something of the whole body, which lies safely then. It need not be closed after that. */
    T finish() throws IOException;
}
