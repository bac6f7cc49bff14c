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

    /** So many items. */
    TIMES("times", "<n>", "", "1000", "source: the numbers 1 to <n>"),

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
                    + " is longer), shortened at random by at most a half; 0s for not at all"),

    /** Items given back for later. */
    GIVE_BACKS(
            "give-backs",
            "<n>",
            "100",
            "10",
            "how many times an item may be given back for later (exit code 75) before it has failed for good"),

    /** Codes that fail for good. */
    NEVER_RETRY(
            "never-retry",
            "<codes>",
            "none",
            "2,64-78",
            "exit codes with which an item has failed for good at once; 75 gives it back all the same"),

    /** Losses that fail for good. */
    CRASH_LIMIT(
            "crash-limit",
            "<n>",
            "5",
            "3",
            "how many times an item's worker may be lost, while it held nothing else, before the item has failed for"
                    + " good"),

    /** How long a program may run. */
    TIMEOUT("timeout", "<time>", "never", "2h", "after how long wm-wrap ends the program, which fails the attempt"),

    /** How long silence is borne. */
    LEASE(
            "lease",
            "<time>",
            "30s",
            "2m",
            "how long a worker may be silent before its items go to others, 1s or more; wm-wrap renews by itself."
                    + " Where this is given it goes for POST /job, too, which cannot renew; else items taken there stay"
                    + " taken"),

    /** The failure budget. */
    HALT(
            "halt",
            "<budget>",
            "first-20",
            "fail=3%",
            "when to hand out no more items: fail=10 when so many have failed, fail=3% when such a share of all has,"
                    + " first-20 when the first 20 to end have all failed, never; what runs then may finish, but is"
                    + " called back with , now behind fail=10 or fail=3%"),

    /** Which job goes first. */
    PRIORITY("priority", "<n>", "0", "10", "items of the job with the highest one are handed out first"),

    /** Who may work on it. */
    DOMAIN(
            "domain",
            "<name>",
            "",
            "gpu",
            "only workers that name this domain take the items; without one, only workers that name none");

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

    /** What holds when it is not given; empty where there is none by itself: sources, and the domain. */
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
            case NUMERIC, TIMES, LIST, LIST_FILE, GLOB -> true;
            case ATTEMPTS, BACKOFF, GIVE_BACKS, NEVER_RETRY, CRASH_LIMIT, TIMEOUT, LEASE, HALT, PRIORITY, DOMAIN ->
                false;
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
