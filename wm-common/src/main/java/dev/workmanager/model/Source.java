package dev.workmanager.model;

import java.util.OptionalLong;

/**
 * Where a job's items come from, frozen when the job is made.
 *
 * @param kind which kind of source
 * @param first the number of the first item: {@code from} of a range, 1 of a list
 * @param count how many items, at least 1
 * @param words what the configuration says, for people and to tell a changed configuration: {@code numeric: 0-999}, {@code glob: *.txt}
 */
public record Source(Kind kind, long first, long count, String words) {
    /** The kinds of sources. The code is part of the data format: never renumber. */
    public enum Kind {
        /** A range of numbers; its items have no data. */
        NUMERIC(1),
        /** Lines within the configuration. */
        LIST(2),
        /** Lines of a file. */
        LIST_FILE(3),
        /** Paths that match a pattern. */
        GLOB(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The number that stands for this kind in data files. */
        public int code() {
            return code;
        }

        /**
         * The kind that a data file means.
         *
         * @throws IllegalArgumentException for a code of none
         */
        public static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of source has the code " + code);
        }
    }

    /**
     * @throws IllegalArgumentException if there is no item, or a number would leave 0 to 2^63-1
     */
    public Source {
        if (first < 0 || count < 1 || count - 1 > Long.MAX_VALUE - first) {
            throw new IllegalArgumentException("no source has " + count + " items from number " + first + " on");
        }
    }

    /**
     * A range, both ends included.
     *
     * @throws IllegalArgumentException if it has no item, more than 2^63-1 of them, or a negative one
     */
    public static Source numeric(long from, long to) {
        if (from < 0 || to < from || to - from == Long.MAX_VALUE) {
            throw new IllegalArgumentException("a range goes up, from 0 or more, and has at most " + Long.MAX_VALUE
                    + " items, not " + from + "-" + to);
        }
        return new Source(Kind.NUMERIC, from, to - from + 1, "numeric: " + from + "-" + to);
    }

    /**
     * The numbers from 1 to this.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public static Source times(long count) {
        return new Source(Kind.NUMERIC, 1, count, "times: " + count);
    }

    /** The number of the last item. */
    public long last() {
        return first + count - 1;
    }

    /** Whether its items have data. */
    public boolean hasData() {
        return kind != Kind.NUMERIC;
    }

    /** The number of the item at an index. */
    public long id(long index) {
        return first + index;
    }

    /** The index, from 0, of the item with a number; nothing if the job has no such item. */
    public OptionalLong index(long id) {
        return id < first || id > last() ? OptionalLong.empty() : OptionalLong.of(id - first);
    }
}
