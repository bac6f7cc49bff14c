package dev.workmanager.http;

import dev.workmanager.rules.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Streams a body of any size to a sink. The IO thread reads what is there into a chunk, a worker thread writes it, and so on; while
 * nothing comes no memory and no thread is held.
 *
 * @param <T> what becomes of the body
 */
final class StreamedBody<T> {
    private static final int CHUNK = 64 << 10;

    private final Call call;
    private final BodyChannel channel;
    private final BodyBudget budget;
    private final BodySink<T> sink;
    private final Runnable progress;
    private final Consumer<T> then;
    private BodyBudget.@Nullable Share share;
    private ByteBuffer chunk = ByteBuffer.allocate(0);

    /**
     * A body to be streamed.
     *
     * @param progress runs on the IO thread whenever some bytes have been written
     * @param then goes on once all of it lies safely
     */
    StreamedBody(
            Call call, BodyChannel channel, BodyBudget budget, BodySink<T> sink, Runnable progress, Consumer<T> then) {
        this.call = call;
        this.channel = channel;
        this.budget = budget;
        this.sink = sink;
        this.progress = progress;
        this.then = then;
        channel.onFailure(this::discard);
    }

    /** Begins with bytes that were read already, in memory that the call holds. */
    void begin(ByteBuffer first) {
        if (first.hasRemaining()) {
            write(first, false);
        } else {
            channel.begin(this::read);
        }
    }

    private void read() {
        if (share != null) {
            readInto(chunk.clear());
            return;
        }
        BodyBudget.Share wanted = budget.share(CHUNK);
        share = wanted;
        wanted.take(() -> call.onIoThread(() -> {
            chunk = ByteBuffer.allocate(CHUNK);
            readInto(chunk);
        }));
    }

    private void readInto(ByteBuffer empty) {
        boolean ended;
        try {
            ended = channel.read(empty) < 0 || channel.ended();
        } catch (RefusedException cutShort) {
            discard(cutShort);
            return;
        }
        if (ended || empty.position() > 0) {
            write(empty.flip(), ended);
        } else {
            release();
            channel.whenMore(this::read);
        }
    }

    private void write(ByteBuffer bytes, boolean last) {
        call.onWorker(() -> {
            try {
                sink.write(bytes);
                if (last) {
                    T whole = sink.finish();
                    call.onIoThread(() -> ended(whole));
                } else {
                    call.onIoThread(this::goOn);
                }
            } catch (IOException failure) {
                discard(new UncheckedIOException(failure));
            } catch (RuntimeException refused) {
                discard(refused);
            }
        });
    }

    private void ended(T whole) {
        release();
        then.accept(whole);
    }

    private void goOn() {
        call.releaseBody();
        progress.run();
        read();
    }

    /** The client gets the reason of the failure; that what was kept could not be removed after it comes second. */
    private void discard(RuntimeException why) {
        call.onWorker(() -> {
            try {
                sink.close();
            } catch (IOException failure) {
                why.addSuppressed(failure);
            }
            call.onIoThread(() -> {
                release();
                call.refuse(why);
            });
        });
    }

    private void release() {
        BodyBudget.Share held = share;
        share = null;
        chunk = ByteBuffer.allocate(0);
        if (held != null) {
            held.release();
        }
    }
}
