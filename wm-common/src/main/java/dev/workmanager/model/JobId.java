package dev.workmanager.model;

import java.util.HexFormat;

/**
 * The random identity of a job, drawn when the job is made. A job's name is for people and may come again; its id never
 * does, so that nothing which belongs to an older job of that name is ever taken for this one's.
 *
 * @param bits 64 random bits
 */
public record JobId(long bits) {
    /** The text form has this many characters. */
    public static final int TEXT_LENGTH = 16;

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if {@code text} is not 16 hexadecimal digits
     */
    public static JobId parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "a job id has " + TEXT_LENGTH + " hexadecimal digits, not '" + text + "'");
        }
        return new JobId(HexFormat.fromHexDigitsToLong(text));
    }

    /** Sixteen lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(bits);
    }
}
