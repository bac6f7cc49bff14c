package dev.workmanager.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The end of a stream of bytes, as text: keeps so much that the last characters can be told, and no more. Thread-safe. */
final class Tail {
    /** In UTF-8 one char of Java's takes at most three bytes; and a first, broken character is left out. */
    private static final int BYTES_A_CHAR = 3;

    private final int chars;
    private final byte[] ring;
    private long written;

    /** @param chars how many characters can be told at most */
    Tail(int chars) {
        this.chars = chars;
        this.ring = new byte[bytesFor(chars)];
    }

    /** How many bytes must be seen to tell so many characters. */
    static int bytesFor(int chars) {
        return chars * BYTES_A_CHAR + BYTES_A_CHAR;
    }

    synchronized void add(byte[] bytes, int length) {
        int from = Math.max(0, length - ring.length);
        for (int i = from; i < length; i++) {
            ring[(int) ((written + i) % ring.length)] = bytes[i];
        }
        written += length;
    }

    synchronized String text() {
        int length = (int) Math.min(written, ring.length);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % ring.length)];
        }
        return text(ByteBuffer.wrap(bytes), written > length, chars);
    }

    /**
     * The last characters of some bytes. What is no UTF-8 becomes U+FFFD, and so does U+0000, which not everything that keeps
     * text can keep.
     *
     * @param cut whether there were bytes before these: the rest of a character that began in them is left out
     */
    static String text(ByteBuffer bytes, boolean cut, int chars) {
        for (int i = 0; cut && i < BYTES_A_CHAR && bytes.hasRemaining(); i++) {
            if ((bytes.get(bytes.position()) & 0xC0) != 0x80) {
                break;
            }
            bytes.get();
        }
        String text = StandardCharsets.UTF_8.decode(bytes).toString().replace('\0', '\uFFFD');
        int from = Math.max(0, text.length() - chars);
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from++;
        }
        return text.substring(from);
    }
}
