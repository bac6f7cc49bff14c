package dev.workmanager.client;

/** The manager answered, and what it lacked has been put right: the request is to be sent again, at once the first time. */
final class AgainException extends ManagerException {
    private static final long serialVersionUID = 1L;

    AgainException(Throwable cause) {
        super("to be sent again", cause);
    }
}
