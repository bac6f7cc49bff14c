package dev.workmanager.http;

/**
 * One line of the table.
 *
 * @param method the method it takes
 * @param template its path; a segment <code>{name}</code> stands for any one that is not empty
 * @param role who may use it, once there are tokens
 * @param tokenInUrl whether the token may stand in the query, as {@code api-key}: URLs are written into logs and histories
 * @param handler what answers
 */
public record Endpoint(HttpMethod method, String template, Role role, boolean tokenInUrl, Handler handler) {
    /** One whose token never stands in its URL. */
    public Endpoint(HttpMethod method, String template, Role role, Handler handler) {
        this(method, template, role, false, handler);
    }
}
