package dev.workmanager.terminal;

/**
 * Texts that others have chosen, such as the data of items, so that they cannot do anything to a terminal: neither move its cursor or
 * change its title nor make a line read otherwise than it is written.
 */
public final class Harmless {
    private Harmless() {}

    /** A text on one line: {@code \n}, {@code \t}, {@code \x1b}, <code>&#92;u202e</code> in place of what would not be seen as itself. */
    public static String line(String text) {
        if (text.codePoints().noneMatch(Harmless::isActive)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> append(line, c, isActive(c));
            }
        });
        return line.toString();
    }

    /** JSON that says the same, and that a terminal shows as it is: what it might obey can only stand within its strings. */
    public static String json(String json) {
        if (json.codePoints().noneMatch(Harmless::isActive)) {
            return json;
        }
        StringBuilder safe = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(c -> {
            if (isActive(c)) {
                for (char unit : Character.toChars(c)) {
                    safe.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static void append(StringBuilder line, int c, boolean active) {
        if (!active) {
            line.appendCodePoint(c);
        } else if (c < 0x100) {
            line.append(String.format("\\x%02x", c));
        } else if (c < 0x10000) {
            line.append(String.format("\\u%04x", c));
        } else {
            line.append(String.format("\\U%08x", c));
        }
    }

    /** Controls, half characters, line ends of Unicode, and whatever changes the direction of writing; but not what joins emoji. */
    private static boolean isActive(int c) {
        if (c < 0x20 || c >= 0x7f && c < 0xa0) {
            return true;
        }
        if (c < 0x600) {
            return c == 0xad;
        }
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.FORMAT && c != 0x200c && c != 0x200d;
    }
}
