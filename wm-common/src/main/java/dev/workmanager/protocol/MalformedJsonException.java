package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/** Bytes that should be JSON of a certain form are not. The message is one line for people, with line and column. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
