package dev.workmanager.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code PUT /v1/jobs/{job}}: a job to be made, as the keys of wm-config with their values. In JSON it is one object: a value is a text
 * or a number, or a list of them.
 *
 * @param keys in the order in which they stand there
 */
public record JobSubmission(List<Key> keys) {
    /** A body of JSON is no longer than this, in bytes; more lines are uploaded as they are. */
    public static final int MAX_BODY = 16 << 20;

    /**
     * A key and what it is given.
     *
     * @param name the key
     * @param values one value, or, of a list, any number of them
     */
    public record Key(String name, List<String> values) {
        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if null is in it
         */
        public Key {
            if (values.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException(name + ": null is no value");
            }
            values = List.copyOf(values);
        }
    }

    /** Copies the list. */
    public JobSubmission {
        keys = List.copyOf(keys);
    }

    /** One of a single key: that of the source, such as {@code numeric} with {@code 1-100}, or {@code list} with all its items. */
    public static JobSubmission of(String key, String... values) {
        return new JobSubmission(List.of()).with(key, values);
    }

    /** The same with one more key, such as {@code attempts} with {@code 5}. */
    public JobSubmission with(String key, String... values) {
        List<Key> more = new ArrayList<>(keys);
        more.add(new Key(key, List.of(values)));
        return new JobSubmission(more);
    }
}
