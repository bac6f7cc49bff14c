package dev.workmanager.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Writes pieces as the client takes them: each is made on a worker thread, and none while an earlier one is still on its way. */
final class StreamedAnswer implements IoCallback {
    private final Call call;
    private final Pieces pieces;
    private XnioExecutor.@Nullable Key timer;

    StreamedAnswer(Call call, Pieces pieces) {
        this.call = call;
        this.pieces = pieces;
    }

    void begin() {
        call.work(pieces::next, first -> {
            if (first.last() && call.http().getResponseContentLength() < 0) {
                call.http().setResponseContentLength(first.bytes().length);
            }
            write(first);
        });
    }

    private void write(Pieces.Piece piece) {
        HttpServerExchange http = call.http();
        timer = http.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(http.getConnection()),
                        call.limits().answerPatience().toMillis(),
                        TimeUnit.MILLISECONDS);
        http.getResponseSender().send(ByteBuffer.wrap(piece.bytes()), piece.last() ? new Last() : this);
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
        stopTimer();
        call.work(pieces::next, this::write);
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
        stopTimer();
        IoCallback.END_EXCHANGE.onException(exchange, sender, failure);
    }

    private void stopTimer() {
        XnioExecutor.Key running = timer;
        if (running != null) {
            running.remove();
        }
    }

    private final class Last implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            stopTimer();
            IoCallback.END_EXCHANGE.onComplete(exchange, sender);
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
            StreamedAnswer.this.onException(exchange, sender, failure);
        }
    }
}
