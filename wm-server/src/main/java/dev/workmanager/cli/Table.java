package dev.workmanager.cli;

import dev.workmanager.terminal.DisplayWidth;
import dev.workmanager.terminal.Ink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Rows in aligned columns, two blanks between them. The first rows are held back, to see how wide the columns must be; of more rows each
 * is written as it comes. On a terminal the last column is cut where the line ends.
 */
final class Table {
    private static final int HELD_BACK = 500;
    private static final String GAP = "  ";

    private final Surroundings surroundings;
    private final List<View.Column> columns;
    private final List<List<Cell>> held = new ArrayList<>();
    private final BitSet shown = new BitSet();
    private int[] widths = {};

    Table(Surroundings surroundings, List<View.Column> columns) {
        this.surroundings = surroundings;
        this.columns = columns;
    }

    void row(List<Cell> cells) {
        if (widths.length > 0) {
            write(cells);
            return;
        }
        held.add(cells);
        if (held.size() == HELD_BACK) {
            begin();
        }
    }

    /** There are no more rows. Of none, there is no header either. */
    void end() {
        if (widths.length == 0 && !held.isEmpty()) {
            begin();
        }
        surroundings.out().flush();
    }

    private void begin() {
        widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            for (List<Cell> row : held) {
                widths[i] = Math.max(widths[i], row.get(i).width());
            }
            if (widths[i] > 0) {
                shown.set(i);
                widths[i] = Math.max(widths[i], DisplayWidth.of(columns.get(i).title()));
            }
        }
        write(columns.stream()
                .map(column -> new Cell(column.title(), Ink.Colour.BOLD))
                .toList());
        held.forEach(this::write);
        held.clear();
    }

    private void write(List<Cell> cells) {
        StringBuilder line = new StringBuilder();
        int used = 0;
        int last = shown.length() - 1;
        for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
            Cell cell = cells.get(i);
            String text = i == last ? fitting(cell.text(), used) : cell.text();
            int pad = Math.max(0, widths[i] - DisplayWidth.of(text));
            boolean right = columns.get(i).right();
            line.append(right ? " ".repeat(pad) : "");
            line.append(cell.colour() == null ? text : surroundings.ink().in(cell.colour(), text));
            line.append(right || i == last ? "" : " ".repeat(pad)).append(i == last ? "" : GAP);
            used += Math.max(widths[i], DisplayWidth.of(text)) + GAP.length();
        }
        surroundings.out().line(line.toString().stripTrailing());
    }

    /** What still fits on the line; where that is next to nothing it may as well go on on the next one. */
    private String fitting(String text, int used) {
        int room = surroundings.columns() - used;
        return room < 10 ? text : DisplayWidth.cut(text, room);
    }
}
