package dev.workmanager.server;

/** A file that says who may come in cannot be used. The message has a line for each problem, and shows no secret. */
final class AccessFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AccessFileException(String message) {
        super(message);
    }

    AccessFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
