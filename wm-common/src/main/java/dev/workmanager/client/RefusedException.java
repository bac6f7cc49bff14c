package dev.workmanager.client;

import dev.workmanager.protocol.ErrorBody;
import dev.workmanager.protocol.ErrorCode;

/** The manager understood the request and refuses it: repeating it unchanged changes nothing. */
public final class RefusedException extends ManagerException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String reason;
    private final String instance;

    RefusedException(String what, int status, ErrorBody body) {
        super(
                "the manager refuses " + what + ": " + body.message() + " (" + status + " " + body.code() + ", request "
                        + body.instance() + ")",
                null);
        this.status = status;
        this.code = body.code();
        this.reason = body.message();
        this.instance = body.instance();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What the manager says is wrong, for people. */
    public String reason() {
        return reason;
    }

    /** The request's id, also in the manager's log. */
    public String instance() {
        return instance;
    }

    /** Whether it is this refusal. */
    public boolean is(ErrorCode expected) {
        return code.equals(expected.code());
    }
}
