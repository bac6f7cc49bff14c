package dev.workmanager.server;

/** The command line or a variable is wrong. The message is one line for people. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
