package dev.workmanager.cli;

/** A verb cannot be done as it was written; the message says what to write instead. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final VerbExit exit;

    /** Something on the command line, or in a variable. */
    UsageException(String message) {
        this(VerbExit.USAGE, message);
    }

    UsageException(VerbExit exit, String message) {
        super(message);
        this.exit = exit;
    }

    VerbExit exit() {
        return exit;
    }
}
