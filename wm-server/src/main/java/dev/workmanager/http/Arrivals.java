package dev.workmanager.http;

import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;
import org.xnio.ssl.SslConnection;

/**
 * Lets connections in as long as there is room, and tells the others so: who is in is served on. Lets go of those who connect and say
 * nothing. Used on IO threads.
 */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    /** So many are told at a time; the others find the door shut. */
    private static final int TOLD = 256;

    private static final long GOODBYE_MILLIS = 1_000;

    private final HttpLimits limits;
    private final ChannelListener<? super StreamConnection> inside;
    private final Supplier<String> instances;
    private final AtomicInteger told = new AtomicInteger();
    private volatile IntSupplier connections = () -> 0;
    private volatile boolean full;

    /**
     * In front of a port.
     *
     * @param inside takes those who are let in
     * @param instances gives each refusal a name of its own
     */
    Arrivals(HttpLimits limits, ChannelListener<? super StreamConnection> inside, Supplier<String> instances) {
        this.limits = limits;
        this.inside = inside;
        this.instances = instances;
    }

    /** Who knows how many there are, the new one too. */
    void count(IntSupplier counter) {
        connections = counter;
    }

    /** Somebody waits at the port. */
    void handleEvent(AcceptingChannel<? extends StreamConnection> port) {
        try {
            for (StreamConnection next = port.accept(); next != null; next = port.accept()) {
                if (connections.getAsInt() - told.get() <= limits.connections()) {
                    full = false;
                    letIn(next);
                } else {
                    sayFull();
                    turnAway(next);
                }
            }
        } catch (IOException e) {
            LOG.error("no connection can be taken: {}", e.toString());
        }
    }

    private void letIn(StreamConnection connection) {
        FirstWord.await(connection, limits.headWithin());
        inside.handleEvent(connection);
    }

    /** Once, and again when there was room in between. */
    private void sayFull() {
        if (!full) {
            full = true;
            LOG.warn("{} connections are open: no others are let in until some of them end", limits.connections());
        }
    }

    private void turnAway(StreamConnection connection) {
        if (connection instanceof SslConnection || told.incrementAndGet() > TOLD) {
            if (!(connection instanceof SslConnection)) {
                told.decrementAndGet();
            }
            IoUtils.safeClose(connection);
            return;
        }
        try {
            connection.getSinkChannel().write(ByteBuffer.wrap(refusal()));
            connection.getSinkChannel().shutdownWrites();
            connection.getSinkChannel().flush();
        } catch (IOException gone) { // nobody is there to be told
            leave(connection);
            return;
        }
        // To close at once what has sent something would take back the answer before it is read.
        connection.getIoThread().executeAfter(() -> leave(connection), GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void leave(StreamConnection connection) {
        told.decrementAndGet();
        IoUtils.safeClose(connection);
    }

    private byte[] refusal() {
        String body = new String(
                Json.write(new ErrorBody(
                        ErrorCode.UNAVAILABLE.code(), "too many connections are open; come again", instances.get())),
                StandardCharsets.UTF_8);
        return ("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 2\r\nContent-Type:"
                        + " application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
