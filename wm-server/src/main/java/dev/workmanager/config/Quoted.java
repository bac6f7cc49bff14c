package dev.workmanager.config;

/** Text from outside, as it stands in a message: short, in one line, harmless for a terminal. */
final class Quoted {
    private static final int LONGEST = 100;

    private Quoted() {}

    /** Its beginning, if it is long. */
    static String of(String text) {
        return of(text, LONGEST);
    }

    /** All of it. */
    static String whole(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** All of it, without quotes. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> append(plain, c));
        return plain.toString();
    }

    private static String of(String text, int longest) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(longest).forEach(c -> append(quoted, c));
        boolean cut = text.codePointCount(0, text.length()) > longest;
        return quoted.append(cut ? "…'" : "'").toString();
    }

    private static void append(StringBuilder quoted, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> quoted.append(String.format("\\u%04x", c));
            default -> quoted.appendCodePoint(c);
        }
    }
}
