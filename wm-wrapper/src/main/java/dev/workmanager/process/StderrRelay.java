package dev.workmanager.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Hands a child's standard error on as it comes, and keeps its end. */
final class StderrRelay {
    private static final int STACK = 128 << 10;

    private final OutputStream to;
    private final Tail tail;
    private final LongSupplier nanos;
    private boolean ended = true;
    private long progress;
    private long said;

    StderrRelay(OutputStream to, int tailChars, LongSupplier nanos) {
        this.to = to;
        this.tail = new Tail(tailChars);
        this.nanos = nanos;
    }

    /** Begins to, in a thread of its own; once. Until then there is nothing to wait for. */
    void begin(InputStream from, String name) {
        synchronized (this) {
            ended = false;
        }
        Thread thread = new Thread(null, () -> relay(from), name, STACK);
        thread.setDaemon(true);
        thread.start();
    }

    private void relay(InputStream from) {
        try (InputStream in = from) {
            byte[] block = new byte[8_192];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                tail.add(block, read);
                handOn(block, read);
                moved(read);
            }
        } catch (IOException closed) {
            tail.add(new byte[0], 0); // nothing more to come: the same as its end
        } finally {
            end();
        }
    }

    /** How many bytes have come. */
    synchronized long said() {
        return said;
    }

    String tail() {
        return tail.text();
    }

    /**
     * Waits for the end of the stream after the end of the child. Not for ever: a grandchild may hold the stream open. So only
     * while something comes, and not long.
     *
     * @param quiet nothing came for so long
     * @param longest never longer than this
     */
    synchronized void awaitEnd(Duration quiet, Duration longest) {
        long began = nanos.getAsLong();
        progress = began;
        try {
            while (!ended) {
                long now = nanos.getAsLong();
                long left = Math.min(progress + quiet.toNanos(), began + longest.toNanos()) - now;
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("whoever waits for a child is not to be interrupted", e);
        }
    }

    private void handOn(byte[] block, int length) {
        try {
            synchronized (to) {
                to.write(block, 0, length);
                to.flush();
            }
        } catch (IOException nobodyListens) {
            // The child must not be blocked because nobody reads our own standard error.
            progress = nanos.getAsLong();
        }
    }

    private synchronized void moved(int bytes) {
        said += bytes;
        progress = nanos.getAsLong();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
