package dev.workmanager.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables and diagrams of docs/state-machine.md, by the headings that they stand under. */
final class StateTables {
    private static final Path DOCUMENT = Path.of("../docs/state-machine.md");
    private static final Pattern ARROW = Pattern.compile("\\s*(\\S+) --> ([\\w\\[\\]*]+).*");
    private static final String OTHERS = "others";

    /** A step from a state to another one. */
    record Arrow(String from, String to) {}

    private final List<String> lines;

    private StateTables(List<String> lines) {
        this.lines = lines;
    }

    static StateTables read() throws IOException {
        List<String> all = Files.readAllLines(DOCUMENT);
        return new StateTables(all);
    }

    /** What the first column under a heading lists. */
    Set<String> words(String heading) {
        Set<String> words = new LinkedHashSet<>();
        rows(heading).forEach(row -> words.addAll(list(row.get(0))));
        words.remove(OTHERS);
        return words;
    }

    /** For each event, for each of the states the one row, without these two columns, that speaks of both. */
    Map<String, Map<String, List<String>>> cells(String heading, Set<String> states) {
        Map<String, Map<String, List<String>>> byEvent = new LinkedHashMap<>();
        for (List<String> row : rows(heading)) {
            for (String event : list(row.get(1))) {
                Map<String, List<String>> byState = byEvent.computeIfAbsent(event, key -> new LinkedHashMap<>());
                for (String state : states(row.get(0), states, byState.keySet())) {
                    List<String> twice = byState.put(state, row.subList(2, row.size()));
                    if (twice != null) {
                        throw new IllegalStateException("two rows speak of " + state + " and " + event);
                    }
                }
            }
        }
        return byEvent;
    }

    private static Set<String> states(String cell, Set<String> all, Set<String> named) {
        Set<String> states = new LinkedHashSet<>(cell.equals(OTHERS) ? all : list(cell));
        if (cell.equals(OTHERS)) {
            states.removeAll(named);
        }
        return states;
    }

    /** The arrows of the diagram under a heading. */
    Set<Arrow> arrows(String heading) {
        return section(heading).stream()
                .map(ARROW::matcher)
                .filter(Matcher::matches)
                .map(arrow -> new Arrow(
                        arrow.group(1).replace('_', '-'), arrow.group(2).replace('_', '-')))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(", "));
    }

    private List<List<String>> rows(String heading) {
        return section(heading).stream()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1).replace("`", "").split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private List<String> section(String heading) {
        int start = lines.indexOf("## " + heading);
        int end = start + 1;
        while (end < lines.size() && !lines.get(end).startsWith("## ")) {
            end++;
        }
        return lines.subList(start, end);
    }
}
