package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import java.time.Duration;

/** There is nothing for this client just now, but there may be later. Answered with {@code Retry-After}. */
public final class ComeAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final Duration after;

    /**
     * Asks the client to come again: 503.
     *
     * @param message a sentence for people
     * @param after when it is worth while; told in whole seconds, at least one
     */
    public ComeAgainException(String message, Duration after) {
        this(ErrorCode.UNAVAILABLE, message, after);
    }

    /** Likewise, by another code. */
    ComeAgainException(ErrorCode code, String message, Duration after) {
        super(message);
        this.code = code;
        this.after = after;
    }

    /** Why. */
    ErrorCode code() {
        return code;
    }

    /** The value of {@code Retry-After}. */
    long seconds() {
        return Math.max(1, after.plusMillis(999).toSeconds());
    }
}
