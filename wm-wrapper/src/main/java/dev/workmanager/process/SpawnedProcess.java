package dev.workmanager.process;

import dev.workmanager.process.CLibrary.Function;
import dev.workmanager.process.CLibrary.Memory;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Started by {@link Spawner}. Whoever waits for its end looks at its standard error as well: it is listened to, which takes a thread, only
 * if it says something, or runs for longer than somebody cared to wait at a time. Most children do neither.
 */
final class SpawnedProcess implements Running {
    private static final int WNOHANG = 1;
    private static final short POLLIN = 1;
    private static final int NONE = -1;
    /** So long nobody waits at a time, so that whoever is woken for another one's end, whose number was reused, looks again. */
    private static final long SLICE = TimeUnit.SECONDS.toNanos(10);
    /** The same where the system cannot wake us. */
    private static final long BLIND_SLICE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Calls c;
    private final int pid;
    private final LongSupplier nanos;
    private int pidFd;
    private int stderr;
    private @Nullable Listener listener;
    private @Nullable InputStream heard;
    private boolean ended;
    private int exit;

    /** What it takes to wait. */
    static final class Calls {
        private static final int STATUS = 0;
        private static final int POLLED = 8;
        private static final int POLLFD = 8;
        private static final int EVENTS = 4;
        private static final int HAPPENED = 6;

        private final Function poll;
        private final Function waitpid;
        private final Function close;
        private final ThreadLocal<Memory> memory;

        /** @throws CLibrary.NoFunctionException if the library lacks one */
        Calls(CLibrary c) {
            this.poll = c.function("poll");
            this.waitpid = c.function("waitpid");
            this.close = c.function("close");
            this.memory = ThreadLocal.withInitial(() -> c.allocate(POLLED + 2 * POLLFD));
        }

        /**
         * Asks for the end of a child; once for each that has ended.
         *
         * @return its status as {@code wait} tells it; nothing while it runs
         */
        OptionalInt end(int pid) {
            Memory words = memory.get();
            int asked = waitpid.call(pid, words.address() + STATUS, WNOHANG);
            if (asked != 0 && asked != pid) {
                throw new IllegalStateException("the end of process " + pid + " was told to somebody else");
            }
            return asked == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(words.bytes().getInt(STATUS));
        }

        /** Waits until something can be read from one of two descriptors, or not for long; what is up with the second. */
        int poll(int first, int second, long longest) {
            Memory words = memory.get();
            add(words, 0, first);
            add(words, 1, second);
            long millis = (longest + 999_999) / 1_000_000;
            int ready = poll.call(words.address() + POLLED, 2, millis);
            return ready <= 0 ? 0 : words.bytes().getShort(POLLED + POLLFD + HAPPENED);
        }

        private static void add(Memory words, int index, int descriptor) {
            int at = POLLED + index * POLLFD;
            words.bytes().putInt(at, descriptor).putShort(at + EVENTS, POLLIN).putShort(at + HAPPENED, (short) 0);
        }

        void close(int descriptor) {
            close.call(descriptor, 0, 0);
        }
    }

    /**
     * A child of this process that nobody else waits for.
     *
     * @param pidFd a descriptor that is ready to be read once it has ended; -1 for none
     * @param stderr the other end of its standard error; both are closed here
     */
    SpawnedProcess(Calls c, int pid, int pidFd, int stderr, LongSupplier nanos) {
        this.c = c;
        this.pid = pid;
        this.pidFd = pidFd;
        this.stderr = stderr;
        this.nanos = nanos;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public synchronized Optional<ProcessHandle> handle() {
        return hasEnded() ? Optional.empty() : ProcessHandle.of(pid);
    }

    @Override
    public synchronized void onStderr(Listener reader) {
        listener = reader;
    }

    @Override
    public boolean awaitEnd(Duration longest) {
        long until = nanos.getAsLong() + longest.toNanos();
        while (!hasEnded()) {
            long left = until - nanos.getAsLong();
            if (left <= 0) {
                listen();
                return false;
            }
            awaitSign(left);
        }
        lookAtLast();
        return true;
    }

    @Override
    public int exit() {
        while (!awaitEnd(Duration.ofNanos(SLICE))) {
            // until it has
        }
        return exitCode();
    }

    @Override
    public synchronized void hangUp() {
        try {
            if (heard != null) {
                heard.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a pipe", e);
        }
    }

    @Override
    public OutputStream stdin() {
        throw new IllegalStateException("it reads a file");
    }

    @Override
    public InputStream stdout() {
        throw new IllegalStateException("it writes into a file");
    }

    private synchronized int exitCode() {
        return exit;
    }

    /** Asks, and remembers the answer, which the system gives once. */
    private synchronized boolean hasEnded() {
        if (!ended) {
            c.end(pid).ifPresent(status -> {
                int signal = status & 0x7f;
                exit = signal == 0 ? status >> 8 & 0xff : 128 + signal;
                ended = true;
                if (pidFd != NONE) {
                    c.close(pidFd);
                    pidFd = NONE;
                }
            });
        }
        return ended;
    }

    /** Waits until it has ended or says something; or for so long, or less. */
    private void awaitSign(long longest) {
        int end;
        int said;
        synchronized (this) {
            end = pidFd;
            said = stderr;
        }
        lookAt(c.poll(end, said, Math.min(longest, end == NONE ? BLIND_SLICE : SLICE)));
    }

    /** It has ended: if all who had its standard error have closed it, and it has said nothing, nobody need listen. */
    private synchronized void lookAtLast() {
        if (stderr != NONE) {
            lookAt(c.poll(NONE, stderr, 0));
            listen();
        }
    }

    private synchronized void lookAt(int happened) {
        if ((happened & POLLIN) != 0) {
            listen();
        } else if (happened != 0 && stderr != NONE) {
            c.close(stderr);
            stderr = NONE;
        }
    }

    private synchronized void listen() {
        if (stderr != NONE && listener != null) {
            try {
                // By this name another descriptor of the same pipe is opened, one that Java reads from.
                heard = new FileInputStream("/proc/self/fd/" + stderr);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read what a child says", e);
            }
            c.close(stderr);
            stderr = NONE;
            listener.listen(heard);
        }
    }
}
