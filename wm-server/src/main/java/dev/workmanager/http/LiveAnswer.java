package dev.workmanager.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes pieces as they come to be: an empty one that is not the last means that there is nothing yet, and another is asked for a little
 * later. What was written is on its way at once, the head of the answer, too. While it waits it holds no thread.
 */
final class LiveAnswer implements ChannelListener<StreamSinkChannel> {
    private static final long LOOK_MILLIS = 250;

    private final Call call;
    private final HttpServerExchange http;
    private final Pieces pieces;
    private final StreamSinkChannel channel;
    private Pieces.Piece piece = new Pieces.Piece(new byte[0], false);
    private ByteBuffer left = ByteBuffer.allocate(0);
    private XnioExecutor.@Nullable Key timer;

    LiveAnswer(Call call, Pieces pieces) {
        this.call = call;
        this.http = call.http();
        this.pieces = pieces;
        this.channel = http.getResponseChannel();
    }

    /** Begins, on the IO thread, where all of this happens. */
    void begin() {
        channel.getWriteSetter().set(this);
        write();
    }

    @Override
    public void handleEvent(StreamSinkChannel writable) {
        write();
    }

    private void write() {
        try {
            while (left.hasRemaining()) {
                if (channel.write(left) == 0) {
                    awaitClient();
                    return;
                }
            }
            if (channel.flush()) {
                written();
            } else {
                awaitClient();
            }
        } catch (IOException gone) { // nobody is there to be answered
            stopTimer();
            IoUtils.safeClose(http.getConnection());
        }
    }

    private void awaitClient() {
        if (timer == null) {
            timer = http.getIoThread()
                    .executeAfter(
                            () -> IoUtils.safeClose(http.getConnection()),
                            call.limits().answerPatience().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        channel.resumeWrites();
    }

    private void written() {
        stopTimer();
        channel.suspendWrites();
        if (piece.last()) {
            call.end();
        } else if (piece.bytes().length > 0) {
            next();
        } else {
            call.later(this::next, LOOK_MILLIS);
        }
    }

    private void next() {
        if (call.clientGone()) {
            IoUtils.safeClose(http.getConnection());
        } else {
            call.work(pieces::next, this::write);
        }
    }

    private void write(Pieces.Piece next) {
        piece = next;
        left = ByteBuffer.wrap(next.bytes());
        write();
    }

    private void stopTimer() {
        XnioExecutor.Key running = timer;
        timer = null;
        if (running != null) {
            running.remove();
        }
    }
}
