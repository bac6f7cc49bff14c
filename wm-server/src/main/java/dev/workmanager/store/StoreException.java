package dev.workmanager.store;

import org.jspecify.annotations.Nullable;

/** A store cannot do what it should. The message is one line for people: what, where, and what to do. */
public abstract class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    protected StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
