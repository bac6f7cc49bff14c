package dev.workmanager.wrapper;

/** A wrapper does not begin: what it needs is not there. Nothing was taken. The message is one line for people. */
public final class CannotWrapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final WrapExit exit;

    CannotWrapException(WrapExit exit, String message) {
        super(message);
        this.exit = exit;
    }

    /** How {@code wm-wrap} leaves because of it. */
    public WrapExit exit() {
        return exit;
    }
}
