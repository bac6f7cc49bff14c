package dev.workmanager.http;

/** The address cannot be listened on. The message is one line for people: which address, why, what to do. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
