package dev.workmanager.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an answer is written to standard output. */
enum Format {
    /** For people. */
    TABLE("aligned columns for people; other formats are for programs"),
    /** One value. */
    JSON("one JSON value: what the manager's routes tell, see GET /openapi.yaml"),
    /** One value a line. */
    NDJSON("one JSON object a line"),
    /** Comma-separated. */
    CSV("comma-separated values with a header; a text that a spreadsheet would take for a formula has a ' before it"),
    /** Names only. */
    QUIET("only names or numbers, one a line"),
    /** As it is. */
    BYTES("the bytes as they are, one result after the other"),
    /** An archive. */
    TAR("a tar archive with a file for each result, named for its item");

    /** What lists of things are written as. */
    static final List<Format> LISTS = List.of(TABLE, JSON, NDJSON, CSV, QUIET);

    private final String meaning;

    Format(String meaning) {
        this.meaning = meaning;
    }

    /** As it is written on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, for people. */
    String meaning() {
        return meaning;
    }

    /**
     * The format that is meant.
     *
     * @param some those that there are
     * @throws IllegalArgumentException if there is none like it
     */
    static Format parse(String text, List<Format> some) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(text) && some.contains(format))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is no format here; there are " + words(some)));
    }

    /** All of them, for people. */
    static String words(List<Format> some) {
        return some.stream().map(Format::word).collect(Collectors.joining(", "));
    }
}
