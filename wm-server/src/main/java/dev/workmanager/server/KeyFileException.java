package dev.workmanager.server;

import org.jspecify.annotations.Nullable;

/** The file of the keys cannot be used. The message is one line for people. */
final class KeyFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
