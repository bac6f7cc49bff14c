package dev.workmanager.cli;

import dev.workmanager.terminal.DisplayWidth;
import dev.workmanager.terminal.Harmless;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Words;
import org.jspecify.annotations.Nullable;

/**
 * One field of a table for people.
 *
 * @param text on one line, harmless
 * @param colour what it is written in; null for none
 */
record Cell(String text, Ink.@Nullable Colour colour) {
    /** Nothing to tell. */
    static final Cell EMPTY = new Cell("", null);

    /** Whatever somebody has chosen; null for nothing. */
    static Cell of(@Nullable String text) {
        return text == null || text.isEmpty() ? EMPTY : new Cell(Harmless.line(text), null);
    }

    /** Likewise, in a colour. */
    static Cell of(String text, Ink.@Nullable Colour colour) {
        return new Cell(Harmless.line(text), colour);
    }

    /** A number with its thousands apart. */
    static Cell number(long number) {
        return new Cell(Words.number(number), null);
    }

    /** Likewise, in a colour unless it is zero. */
    static Cell number(long number, Ink.Colour colour) {
        return new Cell(Words.number(number), number == 0 ? null : colour);
    }

    int width() {
        return DisplayWidth.of(text);
    }
}
