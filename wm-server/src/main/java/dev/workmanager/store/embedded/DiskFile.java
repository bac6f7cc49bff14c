package dev.workmanager.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a {@link Disk}. Reads are thread-safe; writes are not. */
public interface DiskFile extends Closeable {
    /** Fills what remains of the buffer from an offset on, up to the end of the file; how many bytes, 0 at the end. */
    int read(ByteBuffer into, long offset) throws IOException;

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer from, long offset) throws IOException;

    /** Makes durable what was written. After a failure nobody knows what is on the disk. */
    void sync() throws IOException;

    /** Its length in bytes. */
    long size() throws IOException;

    /** Cuts it to a shorter length. */
    void truncate(long length) throws IOException;
}
