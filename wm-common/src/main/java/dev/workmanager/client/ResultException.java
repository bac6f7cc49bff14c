package dev.workmanager.client;

/** A result is not, or not any more, what the manager says that it is: what was copied of it is not to be used. */
public final class ResultException extends ManagerException {
    private static final long serialVersionUID = 1L;

    ResultException(String message) {
        super(message, null);
    }
}
