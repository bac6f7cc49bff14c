package dev.workmanager.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** A program that was started, whatever started it. Thread-safe, unless it says otherwise. */
interface Running {
    long pid();

    /** Its handle as long as it runs: later its number may be another one's. */
    Optional<ProcessHandle> handle();

    /** Waits for its end, but no longer than this; tells whether it has ended. */
    boolean awaitEnd(Duration longest);

    /** Waits for its end: its exit code, or 128 and the number of the signal that ended it. */
    int exit();

    /**
     * What it says on standard error, which is to be read from now on, until its end or {@link #hangUp}: it may wait for
     * that. Given once at most, to whoever has asked for it by {@link #onStderr}.
     */
    interface Listener {
        void listen(InputStream stderr);
    }

    /** Names who reads its standard error. Once, by whoever has started it, and before anybody waits for it. */
    void onStderr(Listener listener);

    /** Nobody listens to its standard error any more; it has ended. */
    void hangUp();

    /** Where it reads. */
    OutputStream stdin();

    /** What it writes. */
    InputStream stdout();
}
