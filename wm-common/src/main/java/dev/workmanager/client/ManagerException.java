package dev.workmanager.client;

import org.jspecify.annotations.Nullable;

/** A request to the manager did not do what it was sent for. The message is one line for people. */
public abstract sealed class ManagerException extends RuntimeException
        permits UnavailableException, RefusedException, GaveUpException, AgainException, CutException, ResultException {
    private static final long serialVersionUID = 1L;

    private final String line;

    ManagerException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.line = message;
    }

    @Override
    public final String getMessage() {
        return line;
    }
}
