package dev.workmanager.config;

import java.util.ArrayList;
import java.util.List;

/** The braces of a pattern: {@code a{b,c{d,e}}} is {@code ab}, {@code acd} and {@code ace}. */
final class Braces {
    private static final int MOST = 1000;

    private final String pattern;
    private final List<String> alternatives = new ArrayList<>();

    private Braces(String pattern) {
        this.pattern = pattern;
    }

    /** What a pattern comes to, at least one. */
    static List<String> expand(String pattern) {
        Braces braces = new Braces(pattern);
        braces.expand("", pattern);
        return braces.alternatives;
    }

    /**
     * @param done the beginning, without braces
     * @param rest what follows it
     */
    private void expand(String done, String rest) {
        int open = 0;
        while (open < rest.length() && rest.charAt(open) != '{') {
            if (rest.charAt(open) == '}') {
                throw new BadValueException(
                        Quoted.of(pattern) + " has a } without a {; write \\} for the character itself");
            }
            open = behind(rest, open);
        }
        if (open >= rest.length()) {
            finish(done + rest);
            return;
        }
        List<Integer> marks = marks(rest, open);
        String tail = rest.substring(marks.get(marks.size() - 1) + 1);
        for (int k = 0; k + 1 < marks.size(); k++) {
            expand(done + rest.substring(0, open), rest.substring(marks.get(k) + 1, marks.get(k + 1)) + tail);
        }
    }

    private void finish(String alternative) {
        if (alternatives.size() == MOST) {
            throw new BadValueException(Quoted.of(pattern) + " has more than " + MOST + " alternatives");
        }
        alternatives.add(alternative);
    }

    /** Where a pair of braces opens, has its own commas, and closes. */
    private List<Integer> marks(String text, int open) {
        List<Integer> marks = new ArrayList<>(List.of(open));
        int depth = 1;
        for (int i = open + 1; i < text.length(); i = behind(text, i)) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0 || depth == 1 && c == ',') {
                marks.add(i);
            }
            if (depth == 0) {
                return checked(marks);
            }
        }
        throw new BadValueException(
                Quoted.of(pattern) + " has a { that is not closed; write \\{ for the character itself");
    }

    private List<Integer> checked(List<Integer> marks) {
        if (marks.size() < 3) {
            throw new BadValueException(
                    Quoted.of(pattern) + " has braces without a comma; write {a,b}, or \\{ for the character itself");
        }
        return marks;
    }

    /** The index behind the character at an index, behind what it escapes, or behind the brackets that it opens. */
    private static int behind(String text, int i) {
        return switch (text.charAt(i)) {
            case '\\' -> Math.min(i + 2, text.length());
            case '[' -> Math.max(CharacterClass.end(text, i), i) + 1;
            default -> i + 1;
        };
    }
}
