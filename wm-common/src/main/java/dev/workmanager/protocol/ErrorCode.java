package dev.workmanager.protocol;

/** The codes of refusals, with the HTTP status that each goes with. */
public enum ErrorCode {
    /** The request is not what the route takes. */
    MALFORMED_REQUEST("malformed_request", 400),
    /** The manager demands a token, and the request brings none that is valid. */
    UNAUTHORIZED("unauthorized", 401),
    /** The token's role is too low for this route. */
    FORBIDDEN("forbidden", 403),
    /** A browser sends this for a page of another site. */
    CROSS_SITE("cross_site", 403),
    /** The path names nothing. */
    NOT_FOUND("not_found", 404),
    /** The item does not exist. */
    UNKNOWN_ITEM("unknown_item", 404),
    /** The item has no result. */
    NO_RESULT("no_result", 404),
    /** The item has no such attempt, or its log is not kept any more. */
    NO_LOG("no_log", 404),
    /** The path exists, but not with this method. */
    METHOD_NOT_ALLOWED("method_not_allowed", 405),
    /** The exchange's number is lower than the last one, or not 1 from a worker that is not known. */
    STALE_REQUEST("stale_request", 409),
    /** The route names one attempt, and that one does not hold its item any more. */
    SUPERSEDED("superseded", 409),
    /** An exchange names a result that was not put, or another one: put it, then repeat the exchange. */
    RESULT_MISSING("result_missing", 409),
    /** The item that was asked for is not to be handed out now: its state, its job or its worker forbids it. */
    NOT_READY("not_ready", 409),
    /** There is a job of that name, and it is another one. */
    JOB_EXISTS("job_exists", 409),
    /** The job has not ended. */
    JOB_ACTIVE("job_active", 409),
    /** The job is cancelled, and stays so. */
    JOB_CANCELLED("job_cancelled", 409),
    /** The body is over its limit. */
    TOO_LARGE("too_large", 413),
    /** The body is of a kind that the route does not take. */
    UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", 415),
    /** The range that was asked for lies behind the end. */
    RANGE_NOT_SATISFIABLE("range_not_satisfiable", 416),
    /** Too many wrong tokens from one address; come again later. */
    TOO_MANY_TRIES("too_many_tries", 429),
    /** A defect of the manager. */
    INTERNAL("internal", 500),
    /** Nothing to hand out just now, or the manager is stopping; come again. */
    UNAVAILABLE("unavailable", 503),
    /** There is no room on the manager's disk; nothing changed; come again. */
    STORAGE_FULL("storage_full", 507);

    private final String code;
    private final int status;

    ErrorCode(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** The code as it stands in the body. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
