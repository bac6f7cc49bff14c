package dev.workmanager.http;

import dev.workmanager.model.Durations;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.RefusedException;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/** The bytes of one request's body as they come in. Used on the IO thread of the request; never blocks. */
final class BodyChannel {
    private static final long LEAST_PER_SECOND = 1 << 10;

    private final Call call;
    private final HttpServerExchange http;
    private Consumer<RuntimeException> failed;
    private @Nullable StreamSourceChannel channel;
    private long received;
    private boolean awaited;
    private boolean watched;
    private boolean gaveUp;

    BodyChannel(Call call) {
        this.call = call;
        this.failed = call::refuse;
        this.http = call.http();
    }

    /** How many bytes the client has announced; -1 when it has not. */
    long announced() {
        return http.isRequestComplete() ? 0 : http.getRequestContentLength();
    }

    /** Whether all of it was read. */
    boolean ended() {
        return http.isRequestComplete();
    }

    /** Says what to do with a body that stops coming, instead of just refusing it. */
    void onFailure(Consumer<RuntimeException> other) {
        failed = other;
    }

    /** Asks the client for the body where it waits to be asked, and goes on. */
    void begin(Runnable then) {
        if (!HttpContinue.requiresContinueResponse(http)) {
            then.run();
            return;
        }
        HttpContinue.sendContinueResponse(http, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange exchange, Sender sender) {
                call.onIoThread(then);
            }

            @Override
            public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
                call.onIoThread(() -> failed.accept(cutShort(failure)));
            }
        });
    }

    /**
     * Reads what is there.
     *
     * @return how many bytes; 0 when there are none now, or no room for them; -1 at the end of the body
     * @throws RefusedException if the body was cut short
     */
    int read(ByteBuffer into) {
        StreamSourceChannel source = source();
        int before = into.position();
        try {
            while (into.hasRemaining()) {
                int read = source.read(into);
                if (read > 0) {
                    received += read;
                } else {
                    return into.position() > before ? into.position() - before : read;
                }
            }
            return into.position() - before;
        } catch (IOException e) {
            throw cutShort(e);
        }
    }

    /** Goes on once more has come, or the end of it. */
    void whenMore(Runnable then) {
        StreamSourceChannel source = source();
        awaited = true;
        if (!watched) {
            watched = true;
            watch(source);
        }
        source.getReadSetter().set(readable -> {
            awaited = false;
            readable.suspendReads();
            call.onIoThread(then);
        });
        source.resumeReads();
    }

    /** Looks, after a while, how much has come by then: whoever sends a byte now and then would hold what we hold for him for ever. */
    private void watch(StreamSourceChannel source) {
        long before = received;
        Duration patience = call.limits().bodyPatience();
        XnioExecutor.Key unused =
                http.getIoThread().executeAfter(() -> look(source, before), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(StreamSourceChannel source, long before) {
        if (http.isRequestComplete() || http.isComplete() || gaveUp) {
            return;
        }
        Duration patience = call.limits().bodyPatience();
        if (awaited && received - before < LEAST_PER_SECOND * patience.toSeconds()) {
            gaveUp = true;
            giveUp(source, patience);
        } else {
            watch(source);
        }
    }

    private void giveUp(StreamSourceChannel source, Duration patience) {
        source.suspendReads();
        http.setPersistent(false);
        failed.accept(new RefusedException(
                ErrorCode.MALFORMED_REQUEST,
                "the body came too slowly: less than " + LEAST_PER_SECOND + " bytes a second for "
                        + Durations.format(patience) + "; nothing changed"));
    }

    private StreamSourceChannel source() {
        StreamSourceChannel source = channel;
        if (source == null) {
            source = http.getRequestChannel();
            if (source == null) {
                throw new IllegalStateException("the body of this request is being read already");
            }
            channel = source;
        }
        return source;
    }

    private RefusedException cutShort(IOException cause) {
        http.setPersistent(false);
        RefusedException refused = new RefusedException(
                ErrorCode.MALFORMED_REQUEST, "the body was cut short: " + cause.getMessage() + "; nothing changed");
        refused.initCause(cause);
        return refused;
    }
}
