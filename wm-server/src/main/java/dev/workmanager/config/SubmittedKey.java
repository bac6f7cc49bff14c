package dev.workmanager.config;

import java.util.List;

/**
 * A key of a job that is submitted over HTTP, as the sender wrote it.
 *
 * @param name the key; nobody has looked yet whether there is such a key
 * @param values what it is given: one text, or for {@link ConfigKey#LIST} any number of them
 */
public record SubmittedKey(String name, List<String> values) {
    /** Copies the list. */
    public SubmittedKey {
        values = List.copyOf(values);
    }

    /** A key with one value. */
    public static SubmittedKey of(String name, String value) {
        return new SubmittedKey(name, List.of(value));
    }
}
