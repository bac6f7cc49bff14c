package dev.workmanager.store.embedded;

import dev.workmanager.store.ResultFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A result, or a log, to be read. */
record OpenFile(DiskFile file) implements ResultFile {
    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        return file.read(into, offset);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
