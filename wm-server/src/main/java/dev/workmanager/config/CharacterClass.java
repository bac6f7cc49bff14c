package dev.workmanager.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Brackets of a pattern: {@code [abc]}, {@code [a-z0-9_]}, {@code [!a-z]}. A bracket that comes first stands for
 * itself.
 */
final class CharacterClass {
    private final int[] content;
    private final List<IntPredicate> ranges = new ArrayList<>();
    private int at;

    private CharacterClass(int[] content) {
        this.content = content;
    }

    /** The index of the bracket that closes the one at an index; -1 if none does before the next slash. */
    static int end(String text, int open) {
        int i = open + 1;
        if (i < text.length() && isNegation(text.charAt(i))) {
            i++;
        }
        int first = i;
        while (i < text.length() && text.charAt(i) != '/') {
            if (text.charAt(i) == ']' && i > first) {
                return i;
            }
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return -1;
    }

    private static boolean isNegation(int c) {
        return c == '!' || c == '^';
    }

    /** What the text between two brackets stands for. */
    static IntPredicate parse(String content) {
        if (content.contains("[:") && content.endsWith(":")) {
            throw new BadValueException("'[" + content + "]' is not known here; write ranges, such as [a-z]");
        }
        CharacterClass parsed = new CharacterClass(content.codePoints().toArray());
        boolean negated = isNegation(parsed.content[0]);
        parsed.at = negated ? 1 : 0;
        while (parsed.at < parsed.content.length) {
            parsed.range();
        }
        IntPredicate any = c -> parsed.ranges.stream().anyMatch(range -> range.test(c));
        return negated ? any.negate() : any;
    }

    private void range() {
        int from = character();
        int to = from;
        if (at + 1 < content.length && content[at] == '-') {
            at++;
            to = character();
        }
        if (to < from) {
            throw new BadValueException(
                    "'[" + new String(content, 0, content.length) + "]' has a range that goes down");
        }
        int last = to;
        ranges.add(c -> from <= c && c <= last);
    }

    private int character() {
        if (content[at] == '\\' && at + 1 < content.length) {
            at++;
        }
        return content[at++];
    }
}
