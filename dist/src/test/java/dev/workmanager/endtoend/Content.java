package dev.workmanager.endtoend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a result is, without its bytes.
 *
 * @param size how many
 * @param sha256 their hash
 */
record Content(long size, String sha256) {
    static final Content EMPTY = of(new byte[0]);

    static Content of(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Content(bytes.length, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    /**
     * The result of an item by an author, who is named in each line: a result that somebody else wrote shows, and so does one that
     * is put together of two. {@code result.sh} writes the same.
     */
    static byte[] result(long item, String author) {
        byte[] line = ("item " + item + " by " + author + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[size(item)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = line[i % line.length];
        }
        return bytes;
    }

    /** How long the result of an item is, whoever makes it: a few are empty, a few are put and not sent inline. */
    static int size(long item) {
        int n = (int) (item % 1_000);
        return n % 17 == 3 ? 0 : n % 23 == 5 ? 66_000 + n : 200 + n;
    }

    @Override
    public String toString() {
        return size + " bytes, SHA-256 " + sha256.substring(0, 12);
    }
}
