package dev.workmanager.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How things of a kind are shown in lists.
 *
 * @param <T> a record of the protocol
 */
interface View<T> {
    /**
     * A column.
     *
     * @param title what stands above it, for people
     * @param right whether it is aligned to the right, as numbers are
     */
    record Column(String title, boolean right) {
        static Column left(String title) {
            return new Column(title, false);
        }

        static Column right(String title) {
            return new Column(title, true);
        }
    }

    /** What people see. A column in which nothing stands is left out. */
    List<Column> columns();

    /** A row for people: a cell for each column. */
    List<Cell> cells(T thing);

    /** The header for programs. */
    List<String> names();

    /** A row for programs, a value for each name: texts, numbers, or null. */
    List<@Nullable Object> values(T thing);

    /** What it is called where nothing else is said. */
    String key(T thing);
}
