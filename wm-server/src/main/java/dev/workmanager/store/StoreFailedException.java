package dev.workmanager.store;

import org.jspecify.annotations.Nullable;

/**
 * The store can go on no more: a sync failed, and what the disk holds is only known by reading it again. What was answered is
 * kept; the next start reads what is really there.
 */
public final class StoreFailedException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    public StoreFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
