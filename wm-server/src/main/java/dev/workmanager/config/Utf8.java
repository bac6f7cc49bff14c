package dev.workmanager.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells text from other bytes. */
public final class Utf8 {
    private Utf8() {}

    /**
     * Looks for what does not belong in a text.
     *
     * @param from the index of its first byte
     * @param to the index behind its last one
     * @return the index of the first byte that is zero, or no part of a well-formed sequence; -1 if there is none
     */
    public static int fault(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = bytes[i] > 0 ? 1 : sequence(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** The length of the sequence that begins with a byte other than ASCII; 0 if it is not well-formed. */
    private static int sequence(byte[] bytes, int i, int to) {
        int lead = bytes[i] & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (i + length > to || !isSecond(lead, bytes[i + 1] & 0xff)) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Leaves out what could be written shorter, surrogates, and what lies above U+10FFFF. */
    private static boolean isSecond(int lead, int second) {
        int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        return second >= least && second <= most;
    }

    /**
     * The bytes of a text.
     *
     * @throws CharacterCodingException if half of a surrogate pair stands alone
     */
    static byte[] encode(String text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
    }
}
