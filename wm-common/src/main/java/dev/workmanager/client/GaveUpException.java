package dev.workmanager.client;

/** The manager was away for longer than the worker is told to wait for it. */
public final class GaveUpException extends ManagerException {
    private static final long serialVersionUID = 1L;

    GaveUpException(String message, Throwable cause) {
        super(message, cause);
    }
}
