package dev.workmanager.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer to {@code POST /v1/leases/{token}/log}: how much of an attempt's log the manager has.
 *
 * @param size how many bytes: where the next append begins. Less than was sent where there was no room, or where the end was lost
 *     with the manager's machine
 * @param full whether the log has reached its limit, so that nothing more is kept
 */
public record StoredLog(
        @JsonProperty(required = true) long size,
        @JsonProperty(required = true) boolean full) {
    /** One append brings at most so many bytes. */
    public static final int MAX_APPEND = 64 << 10;

    /** Of one attempt's log so many bytes are kept, the first ones. */
    public static final int MAX_SIZE = 1 << 20;

    /** Of an item the logs of so many attempts are kept, the last ones. */
    public static final int KEPT_ATTEMPTS = 8;

    /** The path of the route for a token. */
    public static String path(String token) {
        return "/v1/leases/" + token + "/log";
    }

    /** The path under which the log of an item is read. */
    public static String path(String job, String id) {
        return ItemStatus.path(job, id) + "/log";
    }
}
