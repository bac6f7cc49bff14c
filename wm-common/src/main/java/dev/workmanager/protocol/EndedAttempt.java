package dev.workmanager.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One attempt that ends, within an exchange.
 *
 * @param token the lease token that came with the item
 * @param end {@code done}, {@code failed}, {@code timed-out}, {@code released} (at once back to the others) or {@code given-back} (back
 *     for later)
 * @param result with {@code done}: the result, up to {@value #MAX_INLINE} bytes; absent or empty for an empty one
 * @param size with {@code done}: the size in bytes of a result that was put before, instead of {@code result}
 * @param sha256 with {@code size}: its SHA-256, 64 hexadecimal digits
 * @param exit with {@code failed}: the exit code
 * @param signal with {@code failed}: the number of the signal that ended the program, instead of {@code exit}
 * @param stderr with other ends than {@code done}: the end of its standard error, as text
 * @param stdout likewise the end of its standard output
 * @param ranMillis how long it took, in milliseconds; absent for the time since it was handed out
 */
public record EndedAttempt(
        String token,
        String end,
        byte @Nullable [] result,
        @Nullable Long size,
        @Nullable String sha256,
        @Nullable Integer exit,
        @Nullable Integer signal,
        @Nullable String stderr,
        @Nullable String stdout,
        @Nullable Long ranMillis) {
    /** A result of up to so many bytes travels within the exchange; a larger one is put before. */
    public static final int MAX_INLINE = 64 << 10;

    /** The exit code of a program that wants its item to be given back for later: EX_TEMPFAIL of sysexits.h. */
    public static final int LATER = 75;

    /** So many characters of each tail are kept; of a longer one the end. */
    public static final int MAX_TAIL = 1_024;

    /** One that took all the time since it was handed out. */
    public EndedAttempt(
            String token,
            String end,
            byte @Nullable [] result,
            @Nullable Long size,
            @Nullable String sha256,
            @Nullable Integer exit,
            @Nullable Integer signal,
            @Nullable String stderr,
            @Nullable String stdout) {
        this(token, end, result, size, sha256, exit, signal, stderr, stdout, null);
    }

    /** The same, with how long it took. */
    public EndedAttempt ran(long millis) {
        return new EndedAttempt(token, end, result, size, sha256, exit, signal, stderr, stdout, millis);
    }

    /** The same, with a result that travels with it. */
    public EndedAttempt with(byte[] bytes) {
        return new EndedAttempt(token, end, bytes, null, null, exit, signal, stderr, stdout, ranMillis);
    }

    /** The same, with a result that was put before. */
    public EndedAttempt with(StoredResult stored) {
        return new EndedAttempt(
                token, end, null, stored.size(), stored.sha256(), exit, signal, stderr, stdout, ranMillis);
    }
}
