package dev.workmanager.terminal;

/** Colours, where they are wanted. */
public final class Ink {
    /** The colours that there are. */
    public enum Colour {
        /** It went well. */
        GREEN(32),
        /** It did not. */
        RED(31),
        /** Somebody may want to look. */
        YELLOW(33),
        /** It is under way. */
        CYAN(36),
        /** Less than the rest. */
        DIM(2),
        /** More than the rest. */
        BOLD(1);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    private final boolean on;

    /** With colours or without. */
    public Ink(boolean on) {
        this.on = on;
    }

    /** A text in a colour, or as it is. */
    public String in(Colour colour, String text) {
        return on && !text.isEmpty() ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }
}
