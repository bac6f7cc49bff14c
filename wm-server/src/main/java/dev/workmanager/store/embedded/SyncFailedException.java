package dev.workmanager.store.embedded;

import org.jspecify.annotations.Nullable;

/** After a failed sync nobody knows what is on the disk: the process has to end, and the next start reads what is there. */
final class SyncFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyncFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
