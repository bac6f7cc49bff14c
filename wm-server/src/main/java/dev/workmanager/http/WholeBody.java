package dev.workmanager.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads a body into memory, up to a limit. */
final class WholeBody {
    private static final int FIRST_GUESS = 4 << 10;

    private final Call call;
    private final BodyChannel channel;
    private final int limit;
    private final Consumer<byte[]> then;
    private final Consumer<ByteBuffer> tooLarge;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /**
     * A body to be read.
     *
     * @param limit how many bytes it may have
     * @param then goes on with the whole body
     * @param tooLarge goes on when there is more: with what was read of it, ready to be taken out of the buffer
     */
    WholeBody(Call call, BodyChannel channel, int limit, Consumer<byte[]> then, Consumer<ByteBuffer> tooLarge) {
        this.call = call;
        this.channel = channel;
        this.limit = limit;
        this.then = then;
        this.tooLarge = tooLarge;
    }

    void begin(BodyBudget budget) {
        long announced = channel.announced();
        if (announced == 0) {
            then.accept(new byte[0]);
        } else if (announced > limit) {
            tooLarge.accept(buffer);
        } else {
            BodyBudget.Share share = budget.share(announced < 0 ? limit : announced);
            call.holds(share);
            share.take(() -> call.onIoThread(() -> channel.begin(() -> {
                buffer = ByteBuffer.allocate(announced < 0 ? Math.min(limit, FIRST_GUESS) : (int) announced);
                read();
            })));
        }
    }

    private void read() {
        for (; ; ) {
            int read = channel.read(buffer);
            if (read < 0 || channel.ended()) {
                byte[] all = buffer.array();
                then.accept(buffer.hasRemaining() ? Arrays.copyOf(all, buffer.position()) : all);
                return;
            }
            if (buffer.hasRemaining()) {
                if (read == 0) {
                    channel.whenMore(this::read);
                    return;
                }
            } else if (buffer.capacity() > limit) {
                tooLarge.accept(buffer.flip());
                return;
            } else {
                grow();
            }
        }
    }

    /** One byte more than is allowed, at most: it shows that there is more. */
    private void grow() {
        int capacity = (int) Math.min(limit + 1L, buffer.capacity() * 2L);
        buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }
}
