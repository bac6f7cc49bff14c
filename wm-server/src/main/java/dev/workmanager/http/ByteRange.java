package dev.workmanager.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a result.
 *
 * @param from its first byte
 * @param length how many
 */
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /**
     * The one range that a {@code Range} header asks for. What it does not understand, several ranges among them, a server ignores.
     *
     * @throws RangeNotSatisfiableException if it lies behind the end
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher one = ONE.matcher(header.strip());
        if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            return Optional.of(last(Long.parseLong(one.group(2)), size));
        }
        long from = Long.parseLong(one.group(1));
        long to = one.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(one.group(2));
        if (to < from) {
            return Optional.empty();
        }
        if (from >= size) {
            throw new RangeNotSatisfiableException(size);
        }
        return Optional.of(new ByteRange(from, Math.min(to, size - 1) - from + 1));
    }

    private static ByteRange last(long length, long size) {
        if (length == 0 || size == 0) {
            throw new RangeNotSatisfiableException(size);
        }
        long some = Math.min(length, size);
        return new ByteRange(size - some, some);
    }

    /** The value of {@code Content-Range}. */
    String text(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
