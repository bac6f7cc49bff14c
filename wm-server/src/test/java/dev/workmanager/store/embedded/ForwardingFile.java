package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Another file, as it is: for those who change one thing of it. */
abstract class ForwardingFile implements DiskFile {
    private final DiskFile file;

    ForwardingFile(DiskFile file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        return file.read(into, offset);
    }

    @Override
    public void write(ByteBuffer from, long offset) throws IOException {
        file.write(from, offset);
    }

    @Override
    public void sync() throws IOException {
        file.sync();
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void truncate(long length) throws IOException {
        file.truncate(length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
