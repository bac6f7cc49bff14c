package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/messages}: what somebody tells of a worker. The events {@value #STARTED} and {@value #STOPPED} also say that it is there,
 * and that it is not any more; every other one is only kept.
 *
 * @param worker its name: for one that takes items its id, else whatever it calls itself
 * @param group its group, dotted
 * @param event what has happened, in a word
 * @param content more about it
 * @param key chosen by the sender: the same worker's report with the same key is the same one, sent again
 */
public record Report(
        String worker,
        @Nullable String group,
        String event,
        @Nullable String content,
        @Nullable String key) {
    /** The path of all messages. */
    public static final String PATH = "/v1/messages";

    /** The worker is there from now on. */
    public static final String STARTED = "started";
    /** The worker is not there any more. */
    public static final String STOPPED = "stopped";

    /** So many characters has a name, a group, an event or a key at most. */
    public static final int MAX_NAME = 128;
    /** So many has a content. */
    public static final int MAX_CONTENT = 16 << 10;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if a field is missing, too long, or holds what is no text
     */
    public Report {
        requireName("worker", worker);
        requireName("event", event);
        requireText("group", group, MAX_NAME);
        requireText("key", key, MAX_NAME);
        requireText("content", content, MAX_CONTENT);
        if (group != null && group.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("group: no control characters");
        }
    }

    private static void requireName(String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        requireText(field, text, MAX_NAME);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + ": no control characters");
        }
    }

    private static void requireText(String field, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.length() > longest) {
            throw new IllegalArgumentException(field + ": at most " + longest + " characters, not " + text.length());
        }
        boolean halfOfAPair =
                text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (halfOfAPair || text.indexOf(0) >= 0) {
            throw new IllegalArgumentException(field + ": Unicode text without U+0000");
        }
    }
}
