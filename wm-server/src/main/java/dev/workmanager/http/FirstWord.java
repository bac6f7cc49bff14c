package dev.workmanager.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Closes a connection on which nobody says anything. Used on its IO thread. */
final class FirstWord extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private XnioExecutor.@Nullable Key timer;

    private FirstWord(StreamConnection connection, Duration within) {
        super(connection.getSourceChannel().getConduit());
        this.timer = connection
                .getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for its first byte. */
    static void await(StreamConnection connection, Duration within) {
        connection.getSourceChannel().setConduit(new FirstWord(connection, within));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return (int) heard(next.read(into));
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return heard(next.read(into, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel to) throws IOException {
        return heard(next.transferTo(position, count, to));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel to) throws IOException {
        return heard(next.transferTo(count, through, to));
    }

    /** Anything, the end too. */
    private long heard(long read) {
        XnioExecutor.Key running = timer;
        if (read != 0 && running != null) {
            timer = null;
            running.remove();
        }
        return read;
    }
}
