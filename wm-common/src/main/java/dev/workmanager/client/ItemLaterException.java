package dev.workmanager.client;

/** Thrown by the work on an item that cannot be done just now: it is given back for later, and not counted as failed. */
public final class ItemLaterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is in the way, for people. */
    public ItemLaterException(String message) {
        super(message);
    }
}
