package dev.workmanager.rules;

import dev.workmanager.protocol.ErrorCode;

/** A request that is refused and has changed nothing. The message is a sentence for people. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** Refuses with a code for programs and a sentence for people. */
    public RefusedException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** What is wrong, for programs. */
    public ErrorCode code() {
        return code;
    }
}
