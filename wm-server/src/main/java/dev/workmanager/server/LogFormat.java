package dev.workmanager.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What lines of the log look like. */
enum LogFormat {
    /** For people. */
    TEXT,
    /** For programs: an object a line. */
    JSON;

    static final String WORDS = words(values());

    static LogFormat parse(String text) {
        return parse(values(), text);
    }

    private static String words(Enum<?>... all) {
        return Arrays.stream(all)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|"));
    }

    private static <E extends Enum<E>> E parse(E[] all, String text) {
        String word = text.strip();
        return Arrays.stream(all)
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of " + words(all)));
    }

    /** How much is logged. */
    enum Detail {
        /** What somebody has to look after at once. */
        ERROR,
        /** What may become so. */
        WARN,
        /** What one wants to know afterwards. */
        INFO,
        /** Each request, too. */
        DEBUG;

        static final String WORDS = words(values());

        static Detail parse(String text) {
            return LogFormat.parse(values(), text);
        }
    }
}
