package dev.workmanager.cli;

import java.io.IOException;

/** Standard output takes no more. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputException(IOException cause) {
        super("standard output cannot be written to: " + cause.getMessage(), cause);
    }

    /** Whether whoever read it has left, as {@code head} does; nothing is wrong then. */
    boolean isReaderGone() {
        return String.valueOf(getMessage()).contains("Broken pipe");
    }
}
