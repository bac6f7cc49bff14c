package dev.workmanager.wrapper;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, as people write it: {@code 1000}, {@code 64k}, {@code 10M}, {@code 2G}, in powers of 1,024. */
public final class ByteCount {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})|([0-9]{1,9})([kmg])(?:ib|b)?");
    private static final String UNITS = "kmg";

    private ByteCount() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number of bytes: write 1000, 64k, 10M or 2G (k is 1,024)");
        }
        return form.group(1) != null
                ? Long.parseLong(form.group(1))
                : Long.parseLong(form.group(2)) << 10 * (UNITS.indexOf(form.group(3)) + 1);
    }
}
