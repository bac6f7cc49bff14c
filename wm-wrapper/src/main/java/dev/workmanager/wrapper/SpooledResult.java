package dev.workmanager.wrapper;

import dev.workmanager.client.ResultSource;
import dev.workmanager.process.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What a child had written when it ended. What a forgotten grandchild writes later is no part of it. */
final class SpooledResult implements ResultSource {
    private final Spool spool;
    private final long size;

    SpooledResult(Spool spool) throws IOException {
        this.spool = spool;
        this.size = spool.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return spool.read(into, position);
    }
}
