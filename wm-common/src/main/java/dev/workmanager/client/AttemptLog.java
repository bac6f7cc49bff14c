package dev.workmanager.client;

import dev.workmanager.protocol.StoredLog;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the program says on one attempt, on its way to the manager: sent about once a second, and the rest before the attempt's end is
 * told. Whoever adds to it is never held up: what cannot be sent is kept up to a bound, and of more the middle is left out. Of what is
 * too much for the manager the beginning and the end arrive. Thread-safe.
 */
public final class AttemptLog {
    /** While the program runs no more than this is sent, so that there is room for the end. */
    private static final long MOST_LIVE = StoredLog.MAX_SIZE - 2L * StoredLog.MAX_APPEND;

    /** Sends one piece. */
    @FunctionalInterface
    interface Sender {
        StoredLog append(String token, long offset, byte[] bytes);
    }

    private final String token;
    private final LogShipping shipping;
    private final ReentrantLock sending = new ReentrantLock();
    private final LogBuffer buffer = new LogBuffer();
    private boolean ended;
    private volatile byte[] unsent = {};
    private long offset;

    AttemptLog(String token, LogShipping shipping) {
        this.token = token;
        this.shipping = shipping;
    }

    /** Adds some bytes; none after the attempt's end. */
    public void append(byte[] bytes, int from, int length) {
        boolean much;
        synchronized (this) {
            if (ended || length == 0) {
                return;
            }
            buffer.add(bytes, from, length);
            much = buffer.size() >= LogBuffer.HALF;
        }
        shipping.wake(this, much);
    }

    /** As a stream, which is never full and need not be closed. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                append(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                append(bytes, from, length);
            }
        };
    }

    /** Takes nothing more. */
    synchronized void end() {
        ended = true;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Whether something waits to be sent. */
    synchronized boolean waits() {
        return buffer.size() > 0 || unsent.length > 0;
    }

    /** Takes nothing more, and forgets what waits. */
    void drop() {
        synchronized (this) {
            ended = true;
            buffer.take();
        }
        unsent = new byte[0];
    }

    /**
     * Sends a piece of what waits, if there is any.
     *
     * @return whether another one may be sent at once
     */
    boolean send(Sender sender) {
        sending.lock();
        try {
            if (!hasEnded() && offset >= MOST_LIVE) {
                return false;
            }
            if (unsent.length == 0) {
                unsent = taken();
            }
            int length = Math.min(unsent.length, StoredLog.MAX_APPEND);
            return length > 0 && goOn(sender.append(token, offset, Arrays.copyOf(unsent, length)), length);
        } finally {
            sending.unlock();
        }
    }

    private synchronized byte[] taken() {
        return buffer.take();
    }

    private boolean goOn(StoredLog stored, int length) {
        if (stored.full()) {
            drop();
            return false;
        }
        long more = stored.size() - offset;
        offset = stored.size();
        if (more < 0) {
            unsent = joined(LogBuffer.mark(-more + " bytes were lost with the manager"), unsent);
            return true;
        }
        unsent = Arrays.copyOfRange(unsent, (int) Math.min(more, unsent.length), unsent.length);
        return more >= length;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(one.length + other.length);
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
