package dev.workmanager.cli;

import dev.workmanager.protocol.Json;
import dev.workmanager.terminal.Harmless;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of things on its way to standard output, in whatever format is wanted; written as the things come, however many there are.
 *
 * @param <T> a record of the protocol
 */
final class Answer<T> {
    private final Output out;
    private final Format format;
    private final boolean live;
    private final View<T> view;
    private final Table table;
    private long count;

    Answer(Request request, View<T> view) {
        this.out = request.surroundings().out();
        this.format = request.format();
        this.live = request.surroundings().live();
        this.view = view;
        this.table = new Table(request.surroundings(), view.columns());
    }

    /** One more. */
    void add(T thing) {
        switch (format) {
            case TABLE -> table.row(view.cells(thing));
            case JSON -> out.text((count == 0 ? "[" : ",") + "\n" + json(thing));
            case NDJSON -> out.line(json(thing));
            case CSV -> {
                header();
                out.line(Csv.row(live ? harmless(view.values(thing)) : view.values(thing)));
            }
            case QUIET -> out.line(Harmless.line(view.key(thing)));
            case BYTES, TAR -> throw new IllegalArgumentException(format + " is for results");
        }
        count++;
    }

    /** All that there are. */
    void addAll(List<T> things) {
        things.forEach(this::add);
        end();
    }

    /** There are no more. */
    void end() {
        switch (format) {
            case TABLE -> table.end();
            case JSON -> out.line(count == 0 ? "[]" : "\n]");
            case CSV -> header();
            case NDJSON, QUIET, BYTES, TAR -> {
                // nothing stands at their end
            }
        }
        out.flush();
    }

    /** How many there were. */
    long count() {
        return count;
    }

    private void header() {
        if (count == 0) {
            out.line(Csv.row(view.names()));
        }
    }

    /** For programs a text is as it is; a terminal might obey it. */
    private static List<@Nullable Object> harmless(List<@Nullable Object> values) {
        return values.stream()
                .<@Nullable Object>map(value -> value instanceof String text ? Harmless.line(text) : value)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** A record as JSON on one line, harmless on a terminal. */
    static String json(Object thing) {
        return Harmless.json(new String(Json.write(thing), StandardCharsets.UTF_8));
    }
}
