package dev.workmanager.client;

/** The request was cut off by this side, since nothing more is to be taken. */
final class CutException extends ManagerException {
    private static final long serialVersionUID = 1L;

    CutException() {
        super("cut off, since nothing more is taken", null);
    }
}
