package dev.workmanager.config;

/**
 * Where something was said.
 *
 * @param name the file, as it was named; or the flag or variable
 * @param line the line, from 1; 0 where there are none
 */
public record Place(String name, long line) {
    /** Makes the name harmless for a terminal. */
    public Place {
        name = Quoted.plain(name);
    }

    /** The whole of a file, or a flag or variable. */
    static Place of(String name) {
        return new Place(name, 0);
    }

    Problem problem(String text) {
        return new Problem(this, text);
    }

    /** {@code wm-config:3}, or the name alone. */
    @Override
    public String toString() {
        return line == 0 ? name : name + ":" + line;
    }
}
