package dev.workmanager.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that are not too long, broken at blanks only, so that paths and patterns stay whole. */
public final class Wrapped {
    private Wrapped() {}

    /**
     * The lines of a text.
     *
     * @param columns no line is as long as this, but for a word that is by itself
     * @param indent what each line but the first begins with
     */
    public static List<String> lines(String text, int columns, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        boolean begun = false;
        for (String word : text.split(" ", -1)) {
            if (begun && line.length() + word.length() >= columns) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }
}
