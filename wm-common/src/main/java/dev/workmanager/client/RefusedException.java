package dev.workmanager.client;

import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ErrorCode;

/** The manager understood the request and refuses it: repeating it unchanged changes nothing. */
public final class RefusedException extends ManagerException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    RefusedException(String what, int status, ErrorBody body) {
        super(
                "the manager refuses " + what + ": " + body.message() + " (" + status + " " + body.code()
                        + ", instance " + body.instance() + ")",
                null);
        this.status = status;
        this.code = body.code();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether it is this refusal. */
    public boolean is(ErrorCode expected) {
        return code.equals(expected.code());
    }
}
