package dev.workmanager.store;

import org.jspecify.annotations.Nullable;

/** The folders that were given cannot be used: not writable, in use by somebody else, of a newer version. Nothing was changed. */
public final class StoreUnusableException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    public StoreUnusableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
