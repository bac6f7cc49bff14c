package dev.workmanager.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that a client has gone away while its request waits. Undertow itself would see that only at the next request. Used on the
 * IO thread of the request; keeping a connection readable costs less than switching that off and on again for each request.
 */
final class ClientWatch implements ChannelListener<ConduitStreamSourceChannel> {
    private final HttpServerExchange http;
    private Runnable whenGone = () -> {};
    private boolean gone;

    ClientWatch(HttpServerExchange http) {
        this.http = http;
    }

    /** Begins to look, until the answer goes out; what the client sends ahead of time is kept for its next request. */
    void begin() {
        if (http.isRequestComplete()
                && http.getConnection() instanceof HttpServerConnection connection
                && connection.getExtraBytes() == null) {
            connection.getChannel().getSourceChannel().setReadListener(this);
            connection.getOriginalSourceConduit().resumeReads();
        }
    }

    /** Likewise, and tells. */
    void begin(Runnable told) {
        whenGone = told;
        begin();
    }

    /** Whether the client has closed its side. */
    boolean gone() {
        return gone || !http.getConnection().isOpen();
    }

    @Override
    public void handleEvent(ConduitStreamSourceChannel channel) {
        HttpServerConnection connection = (HttpServerConnection) http.getConnection();
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        boolean kept = false;
        try {
            int read = connection.getOriginalSourceConduit().read(pooled.getBuffer());
            if (read > 0) {
                pooled.getBuffer().flip();
                connection.ungetRequestBytes(pooled);
                kept = true;
            }
            gone = read < 0;
            if (read != 0) {
                connection.getOriginalSourceConduit().suspendReads();
            }
        } catch (IOException reset) { // nobody is there to be answered
            gone = true;
            IoUtils.safeClose(connection);
        } finally {
            if (!kept) {
                pooled.close();
            }
        }
        if (gone) {
            whenGone.run();
        }
    }
}
