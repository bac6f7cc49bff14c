package dev.workmanager.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A name in which {@code *} stands for any characters, {@code ?} for one, and brackets for one of some. */
final class WildName {
    private static final IntPredicate STAR = new Star();

    private final List<IntPredicate> tokens = new ArrayList<>();
    private final StringBuilder characters = new StringBuilder();
    private boolean wild;
    private boolean dotted;

    /** Any number of characters. */
    private record Star() implements IntPredicate {
        @Override
        public boolean test(int c) {
            return true;
        }
    }

    private WildName() {}

    static WildName parse(String text) {
        WildName name = new WildName();
        int i = 0;
        while (i < text.length()) {
            i = name.take(text, i);
        }
        return name;
    }

    /** Takes what stands at an index, and gives the index behind it. */
    private int take(String text, int i) {
        int c = text.codePointAt(i);
        return switch (c) {
            case '*' -> star(text, i);
            case '?' -> wildcard(any -> true, i + 1);
            case '[' -> brackets(text, i);
            case '\\' -> escaped(text, i);
            default -> character(c, i);
        };
    }

    private int star(String text, int i) {
        if (text.startsWith("**", i)) {
            throw new BadValueException(
                    Quoted.of(text) + " is not known here; ** stands alone between slashes: **/*.txt");
        }
        return wildcard(STAR, i + 1);
    }

    private int brackets(String text, int i) {
        int end = CharacterClass.end(text, i);
        if (end < 0) {
            throw new BadValueException(
                    Quoted.of(text) + " has a [ that is not closed; write \\[ for the character itself");
        }
        return wildcard(CharacterClass.parse(text.substring(i + 1, end)), end + 1);
    }

    private int escaped(String text, int i) {
        if (i + 1 == text.length()) {
            throw new BadValueException(
                    Quoted.of(text) + " ends with a \\ that escapes nothing; write \\\\ for the character itself");
        }
        return character(text.codePointAt(i + 1), i + 1);
    }

    private int wildcard(IntPredicate token, int behind) {
        wild = true;
        tokens.add(token);
        return behind;
    }

    private int character(int c, int at) {
        dotted |= tokens.isEmpty() && c == '.';
        tokens.add(other -> other == c);
        characters.appendCodePoint(c);
        return at + Character.charCount(c);
    }

    /** The only name that it can be, if there is but one. */
    Optional<String> literal() {
        return wild ? Optional.empty() : Optional.of(characters.toString());
    }

    /** Whether it can stand for a name. A dot at the beginning is matched by a dot only. */
    boolean matches(String name) {
        return (dotted || !name.startsWith(".")) && matches(name.codePoints().toArray());
    }

    /** Goes back to the last star only, which is enough: what an earlier one could take, the last one can as well. */
    private boolean matches(int[] name) {
        int token = 0;
        int at = 0;
        int star = -1;
        int starAt = 0;
        while (at < name.length) {
            if (isStar(token)) {
                star = token++;
                starAt = at;
            } else if (token < tokens.size() && tokens.get(token).test(name[at])) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++starAt;
            } else {
                return false;
            }
        }
        while (isStar(token)) {
            token++;
        }
        return token == tokens.size();
    }

    private boolean isStar(int token) {
        return token < tokens.size() && tokens.get(token) instanceof Star;
    }
}
