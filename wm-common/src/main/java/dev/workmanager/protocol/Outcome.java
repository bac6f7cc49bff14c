package dev.workmanager.protocol;

/**
 * What became of an attempt that ended.
 *
 * @param token its lease token
 * @param outcome {@code accepted}; {@code superseded}: a later attempt was handed out, or somebody else completed the item; {@code
 *     cancelled}: the item was cancelled; {@code unknown}: no such attempt here
 */
public record Outcome(String token, String outcome) {
    /** The attempt ended as said; it does, too, when the same is said again. */
    public static final String ACCEPTED = "accepted";

    /** Too late: the item has moved on. What was brought changes nothing. */
    public static final String SUPERSEDED = "superseded";

    /** The item was cancelled meanwhile. */
    public static final String CANCELLED = "cancelled";

    /** The token is none of this manager's. */
    public static final String UNKNOWN = "unknown";
}
