package dev.workmanager.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key of wm-config, which is a flag and a variable too: {@code list-file: a.txt}, {@code --list-file a.txt}, {@code
 * WM_LIST_FILE=a.txt}. Declared here once; what {@code --help} and docs/wm-config.md say comes from here.
 */
public enum ConfigKey {
    /** A range of numbers. */
    NUMERIC(
            "numeric",
            "<from>-<to>",
            "",
            "0-999",
            "source: the numbers <from> to <to>, both included, at most 9223372036854775807"),

    /**
     * Lines. In the file they stand below the key, to the end of the file. As a flag it can be repeated, as a
     * variable its value can have several lines; either way a value with line feeds is as many lines.
     */
    LIST(
            "list",
            "<line>",
            "",
            "a.txt",
            "source: one item a line, numbered from 1, in the file on the lines below; blanks around it are cut, blank"
                    + " lines skipped"),

    /** The lines of a file. */
    LIST_FILE(
            "list-file",
            "<path>",
            "",
            "items.txt",
            "source: the lines of a file as they are, empty ones too; an item's number is its line number;"
                    + " - is standard input"),

    /** Files that match a pattern. */
    GLOB(
            "glob",
            "<pattern>",
            "",
            "pages/**/*.txt",
            "source: the paths of the files that match; * ** ? [a-z] [!a-z] {a,b}, and \\ before a character that"
                    + " stands for itself"),

    /** Tries. */
    ATTEMPTS("attempts", "<n>", "3", "5", "how many attempts of an item may fail before it has failed for good"),

    /** Waits between tries. */
    BACKOFF(
            "backoff",
            "<first>[-<longest>]",
            "1s-1m",
            "5s-10m",
            "how long a failed item waits: <first>, doubled with each failure up to <longest> (1m, or <first> where that"
                    + " is longer), shortened at random by at most a half; 0s for not at all");

    private final String text;
    private final String value;
    private final String standard;
    private final String example;
    private final String description;

    ConfigKey(String text, String value, String standard, String example, String description) {
        this.text = text;
        this.value = value;
        this.standard = standard;
        this.example = example;
        this.description = description;
    }

    /** The key that the file spells so, exactly. */
    static Optional<ConfigKey> of(String text) {
        return Stream.of(values()).filter(key -> key.text.equals(text)).findFirst();
    }

    /** All of a kind, for a message. */
    static String all(Predicate<ConfigKey> kind) {
        return Stream.of(values()).filter(kind).map(ConfigKey::text).collect(Collectors.joining(", "));
    }

    /** How the file spells it: {@code list-file}. */
    public String text() {
        return text;
    }

    /** How it is spelt as a flag: {@code --list-file}. */
    public String flag() {
        return "--" + text;
    }

    /** How it is spelt as a variable: {@code WM_LIST_FILE}. */
    public String variable() {
        return "WM_" + text.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What its value looks like: {@code <path>}. */
    public String value() {
        return value;
    }

    /** What holds when it is not given; empty for a source, of which there is none by itself. */
    public String standard() {
        return standard;
    }

    /** A value to show. */
    public String example() {
        return example;
    }

    /** What it means, in part of a sentence. */
    public String description() {
        return description;
    }

    /** Whether it says where the items come from; of these there is exactly one. */
    public boolean isSource() {
        return switch (this) {
            case NUMERIC, LIST, LIST_FILE, GLOB -> true;
            case ATTEMPTS, BACKOFF -> false;
        };
    }

    /** Whether it names files of the machine that it is read on. */
    public boolean namesFiles() {
        return this == LIST_FILE || this == GLOB;
    }

    /** Whether the flag can be given several times, each adding lines. */
    public boolean isRepeatable() {
        return this == LIST;
    }
}
