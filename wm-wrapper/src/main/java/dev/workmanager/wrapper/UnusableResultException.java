package dev.workmanager.wrapper;

/** What a child has given back is no result. The message is one line for people. */
final class UnusableResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableResultException(String message) {
        super(message);
    }
}
