package dev.workmanager.protocol;

/**
 * What a request is called by both sides: in the client's messages, in the manager's log, and as {@link ErrorBody#instance} of a
 * refusal. A client may bring it; the manager gives one to a request that brings none, or something that is none.
 */
public final class RequestId {
    /** The header of a request, and of each answer. */
    public static final String HEADER = "X-Request-Id";

    private static final int MAX_LENGTH = 64;

    private RequestId() {}

    /** Whether it may stand in a log as it is: at most 64 letters, digits, dots, dashes and underscores of ASCII. */
    public static boolean allows(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_LENGTH;
    }
}
