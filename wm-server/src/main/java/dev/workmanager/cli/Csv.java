package dev.workmanager.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of comma-separated values (RFC 4180, lines end with LF). */
final class Csv {
    private Csv() {}

    /** One row. */
    static String row(List<? extends @Nullable Object> values) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            row.append(i == 0 ? "" : ",").append(field(values.get(i)));
        }
        return row.toString();
    }

    private static String field(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return value == null ? "" : value.toString();
        }
        String safe = isFormula(text) ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** A spreadsheet runs what begins so. */
    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    }
}
