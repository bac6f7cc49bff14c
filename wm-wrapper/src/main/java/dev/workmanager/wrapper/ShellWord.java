package dev.workmanager.wrapper;

import java.util.Locale;
import java.util.regex.Pattern;

/** Any text as one word of a POSIX shell, which a terminal shows without harm. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private ShellWord() {}

    /** The word; a shell that reads it has the text again. */
    static String of(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        String quoted = "'" + text.replace("'", "'\\''") + "'";
        return CONTROL.matcher(quoted)
                .replaceAll(found -> String.format(Locale.ROOT, "'\"\\$(printf '\\\\%03o')\"'", (int)
                        found.group().charAt(0)));
    }
}
