package dev.workmanager.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What was found: as text that is Markdown, at once, and all of it as JSON at the end. */
final class Report {
    private final PrintStream out;
    private final Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
    private String scenario = "";
    private int misses;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(Scenario begun) {
        scenario = begun.name();
        out.printf("%n## %s%n%n%s%n", begun.name(), begun.about());
    }

    /** A line of text. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A table, with its rows as they are in JSON; the first one tells the columns. */
    void table(List<Map<String, Object>> rows) {
        tables.computeIfAbsent(scenario, name -> new ArrayList<>()).addAll(rows);
        List<String> columns = List.copyOf(rows.get(0).keySet());
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns);
        rows.forEach(row -> cells.add(columns.stream()
                .map(column -> cell(row.getOrDefault(column, "")))
                .toList()));
        int[] widths = new int[columns.size()];
        cells.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        out.println();
        for (int i = 0; i < cells.size(); i++) {
            out.println(line(cells.get(i), widths));
            if (i == 0) {
                out.println(line(columns.stream().map(column -> "").toList(), widths)
                        .replace(' ', '-'));
            }
        }
        out.println();
        out.flush();
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[i] - cell.length()))
                    .append(" |");
        }
        return line.toString();
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            return Double.isNaN(number)
                    ? "-"
                    : Figures.number(number, Math.abs(number) < 10 ? 2 : Math.abs(number) < 100 ? 1 : 0);
        }
        return value instanceof Long number ? String.format(java.util.Locale.ROOT, "%,d", number) : value.toString();
    }

    /** Whether a number that was to be reached was. */
    void goal(String what, double reached, String relation, double goal) {
        boolean met = relation.equals(">=") ? reached >= goal : reached <= goal;
        if (!met) {
            misses++;
        }
        tables.computeIfAbsent("goals", name -> new ArrayList<>())
                .add(row(
                        "goal",
                        scenario + ": " + what,
                        "reached",
                        reached,
                        "wanted",
                        relation + " " + goal,
                        "met",
                        met));
        say("- " + what + ": " + Figures.number(reached, 2) + ", wanted " + relation + " " + goal + ": "
                + (met ? "reached" : "**missed**"));
    }

    /** What is there must be right, or nothing here is worth anything. */
    void check(String what, boolean holds) {
        say("- " + what + ": " + (holds ? "holds" : "**DOES NOT HOLD**"));
        if (!holds) {
            throw new IllegalStateException(what + " does not hold");
        }
    }

    /** All goals once more, and how many were missed. */
    int goals() {
        List<Map<String, Object>> all = tables.get("goals");
        if (all != null) {
            scenario = "summary";
            out.printf("%n## All goals%n");
            table(all);
        }
        return misses;
    }

    void write(Path file) throws IOException {
        java.nio.file.Files.writeString(
                file,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(tables) + "\n");
    }

    /** A number out of a row. */
    static double number(Map<String, Object> row, String column) {
        return (double) row.getOrDefault(column, Double.NaN);
    }

    /** A row out of names and values in turn. */
    static Map<String, Object> row(Object... cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        return row;
    }
}
