package dev.workmanager.model;

/**
 * The identity that a worker process chose for itself: random, new with each process.
 *
 * @param text 1 to 64 of the characters {@code A-Z a-z 0-9 . _ -}
 */
public record WorkerId(String text) {
    private static final int MAX_LENGTH = 64;

    /**
     * @throws IllegalArgumentException if the text is not as described
     */
    public WorkerId {
        if (!allows(text)) {
            throw new IllegalArgumentException(
                    "a worker id has 1 to " + MAX_LENGTH + " characters out of A-Z a-z 0-9 . _ -");
        }
    }

    /** Whether a text may be such an identity. */
    public static boolean allows(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && allAllowed(text);
    }

    private static boolean allAllowed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return text;
    }
}
