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

/** Writes an answer that is in memory. Most go out at once; a client that does not take one is waited for a while. Used on the IO thread. */
final class WholeAnswer implements IoCallback {
    private final Call call;
    private final IoCallback then;
    private boolean over;
    private XnioExecutor.@Nullable Key timer;

    /** @param then goes on when it is out, or cannot be written */
    WholeAnswer(Call call, IoCallback then) {
        this.call = call;
        this.then = then;
    }

    void send(byte[] bytes) {
        HttpServerExchange http = call.http();
        http.getResponseSender().send(ByteBuffer.wrap(bytes), this);
        if (!over) {
            timer = http.getIoThread()
                    .executeAfter(
                            () -> IoUtils.safeClose(http.getConnection()),
                            call.limits().answerPatience().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void over() {
        over = true;
        XnioExecutor.Key running = timer;
        if (running != null) {
            running.remove();
        }
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
        over();
        then.onComplete(exchange, sender);
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
        over();
        then.onException(exchange, sender, failure);
    }
}
