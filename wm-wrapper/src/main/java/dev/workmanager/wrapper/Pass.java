package dev.workmanager.wrapper;

import java.util.Locale;

/** How the command gets its item, beside the placeholders in it and the environment, which it gets always. */
public enum Pass {
    /** Where no placeholder is: the id, and the data where there are some, as its last arguments. */
    ARGS,
    /** By the environment alone: nothing is appended. */
    ENV,
    /** On its standard input: the data, or the id where there are none, byte for byte; nothing is appended. */
    STDIN,
    /** On its standard input: the whole item as one line of JSON; nothing is appended. */
    JSON;

    /** The words for them, as an option's label. */
    public static final String WORDS = "args|env|stdin|json";

    /**
     * Reads one of {@value #WORDS}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Pass parse(String text) {
        for (Pass pass : values()) {
            if (pass.name().toLowerCase(Locale.ROOT).equals(text.strip())) {
                return pass;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is none of args, env, stdin, json");
    }

    boolean byStandardInput() {
        return this == STDIN || this == JSON;
    }
}
