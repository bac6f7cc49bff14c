package dev.workmanager.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No whole answer that could be read and believed: nothing is known about what the manager did, so the request is repeated. */
final class UnavailableException extends ManagerException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;
    private final boolean present;

    UnavailableException(String message, @Nullable Throwable cause) {
        this(message, Duration.ZERO, false, cause);
    }

    UnavailableException(String message, Duration retryAfter, boolean present, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.present = present;
    }

    /** How long the other side asked to be left alone; zero if it did not say. */
    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the manager itself asked to come again: it is there, so this does not count as being without it. */
    boolean present() {
        return present;
    }
}
