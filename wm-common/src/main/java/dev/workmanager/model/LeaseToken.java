package dev.workmanager.model;

import java.util.HexFormat;
import java.util.Optional;

/**
 * One attempt as it travels: proof of having been handed this very item, this time. It matches whole or not at all; the
 * random bits are drawn at each hand-out and kept with the item, so that an emptied or restored data folder, or a job
 * submitted again under its name, never accepts what an old worker brings.
 *
 * @param job the job's random id
 * @param item the item's number as people see it
 * @param attempt the number of the attempt, from 1
 * @param bits 32 random bits
 */
public record LeaseToken(JobId job, long item, int attempt, int bits) {
    private static final int LONGEST = 60;

    /**
     * Reads the text form.
     *
     * @return the token, or nothing if the text is none: to a client tokens are opaque, so a wrong one is simply unknown
     */
    public static Optional<LeaseToken> parse(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("-", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            LeaseToken token = new LeaseToken(
                    JobId.parse(parts[0]),
                    Long.parseLong(parts[1]),
                    Integer.parseInt(parts[2]),
                    HexFormat.fromHexDigits(parts[3]));
            // Only the one spelling counts: a name of a file is made of it.
            return token.toString().equals(text) ? Optional.of(token) : Optional.empty();
        } catch (IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    /** The text form: letters, digits and hyphens only; safe as a file name and in a URL. */
    @Override
    public String toString() {
        return job + "-" + item + "-" + attempt + "-" + HexFormat.of().toHexDigits(bits);
    }
}
