package dev.workmanager.store;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Where an event stands, or a reader between two events.
 *
 * @param generation random; another one with each start of a store that forgets its events when it ends
 * @param number counts the generation's events, from 1; 0 is before the first one
 */
public record EventId(long generation, long number) {
    private static final int GENERATION_LENGTH = 16;

    /** Reads the text form; nothing if it is none. */
    public static Optional<EventId> parse(String text) {
        if (text.length() < GENERATION_LENGTH + 2 || text.charAt(GENERATION_LENGTH) != '-') {
            return Optional.empty();
        }
        try {
            EventId id = new EventId(
                    HexFormat.fromHexDigitsToLong(text, 0, GENERATION_LENGTH),
                    Long.parseLong(text.substring(GENERATION_LENGTH + 1)));
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException noNumber) {
            return Optional.empty();
        }
    }

    /** Sixteen lower-case hexadecimal digits, a dash, and the number. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(generation) + "-" + number;
    }
}
