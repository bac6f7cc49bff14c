package dev.workmanager.store;

import org.jspecify.annotations.Nullable;

/** What was kept safely is not there any more, or is not what was written. The message names file and offset. */
public final class StoreDamagedException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    public StoreDamagedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
