package dev.workmanager.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Text in buffers, without making strings of it: what the generator costs is not to hide what it measures. */
final class Ascii {
    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text from {@code from} to {@code to}. */
    static String text(ByteBuffer buffer, int from, int to) {
        byte[] bytes = new byte[to - from];
        buffer.get(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The offset behind the first {@code word} between {@code from} and {@code to}; -1 if it is not there. */
    static int behind(byte[] word, ByteBuffer buffer, int from, int to) {
        next:
        for (int at = from; at <= to - word.length; at++) {
            for (int i = 0; i < word.length; i++) {
                if (buffer.get(at + i) != word[i]) {
                    continue next;
                }
            }
            return at + word.length;
        }
        return -1;
    }

    /** The offset of the first {@code end} from {@code from} on; {@code to} if there is none. */
    static int until(char end, ByteBuffer buffer, int from, int to) {
        int at = from;
        while (at < to && buffer.get(at) != end) {
            at++;
        }
        return at;
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** The number that stands at an offset. */
    static long number(ByteBuffer buffer, int from, int to) {
        long number = 0;
        for (int at = from; at < to && isDigit(buffer.get(at)); at++) {
            number = number * 10 + buffer.get(at) - '0';
        }
        return number;
    }

    static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes a number. */
    static void put(ByteBuffer out, long number) {
        int at = out.position() + digits(number);
        out.position(at);
        long rest = number;
        do {
            out.put(--at, (byte) ('0' + rest % 10));
            rest /= 10;
        } while (rest > 0);
    }
}
