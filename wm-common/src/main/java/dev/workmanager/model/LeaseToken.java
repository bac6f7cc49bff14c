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
    private static final int BITS_DIGITS = 8;

    /**
     * Reads the text form.
     *
     * @return the token, or nothing if the text is none: to a client tokens are opaque, so a wrong one is simply unknown
     */
    public static Optional<LeaseToken> parse(String text) {
        int item = text.indexOf('-') + 1;
        int attempt = text.indexOf('-', item) + 1;
        int bits = text.indexOf('-', attempt) + 1;
        if (item == 0 || attempt == 0 || bits == 0 || text.length() > LONGEST || !isPlain(text, item, attempt, bits)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LeaseToken(
                    JobId.parse(text.substring(0, item - 1)),
                    Long.parseLong(text, item, attempt - 1, 10),
                    Integer.parseInt(text, attempt, bits - 1, 10),
                    HexFormat.fromHexDigits(text, bits, text.length())));
        } catch (IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    /** Only the one spelling of a token counts: a name of a file is made of it. */
    private static boolean isPlain(String text, int item, int attempt, int bits) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean decimal = c >= '0' && c <= '9';
            boolean hexadecimal = decimal || c >= 'a' && c <= 'f';
            boolean hyphen = i == item - 1 || i == attempt - 1 || i == bits - 1;
            boolean number = i >= item && i < bits;
            if (!(hyphen || (number ? decimal : hexadecimal))) {
                return false;
            }
        }
        return text.length() - bits == BITS_DIGITS
                && isShort(text, item, attempt - 1)
                && isShort(text, attempt, bits - 1);
    }

    private static boolean isShort(String text, int from, int to) {
        return from + 1 == to || text.charAt(from) != '0';
    }

    /** The text form: letters, digits and hyphens only; safe as a file name and in a URL. */
    @Override
    public String toString() {
        return job + "-" + item + "-" + attempt + "-" + HexFormat.of().toHexDigits(bits);
    }
}
