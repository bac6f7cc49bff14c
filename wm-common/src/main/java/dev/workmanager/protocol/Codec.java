package dev.workmanager.protocol;

/**
 * How one kind of record becomes JSON and is read again, field by field. It means what {@link RecordMapper} would make of the same
 * record, and refuses what that refuses, in the same words.
 */
interface Codec<T> {
    /** Reads the fields of an object up to its end. What is not there is null, or 0. */
    T read(JsonInput in);

    /** Writes the fields of an object. */
    void write(T value, JsonOutput out);
}
