package dev.workmanager.client;

/**
 * The request is to be sent again, at once the first time: the manager answered, and what it lacked has been put right; or this side
 * cut it off, to send it with less patience.
 */
final class AgainException extends ManagerException {
    private static final long serialVersionUID = 1L;

    AgainException(Throwable cause) {
        super("to be sent again", cause);
    }
}
