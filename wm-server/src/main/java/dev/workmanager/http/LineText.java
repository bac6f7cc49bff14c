package dev.workmanager.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Tells text from other bytes: UTF-8 without U+0000. Not thread-safe. */
final class LineText {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer scratch = CharBuffer.allocate(1 << 10);

    /**
     * Refuses what is none.
     *
     * @param line the number of the line
     */
    void require(byte[] bytes, int from, int to, long line) {
        boolean plain = true;
        for (int i = from; i < to; i++) {
            plain &= bytes[i] > 0;
            if (bytes[i] == 0) {
                throw Queries.wrong("line " + line + ": byte " + (i - from + 1)
                        + " is U+0000, which no item may hold; nothing changed");
            }
        }
        if (!plain) {
            requireUtf8(ByteBuffer.wrap(bytes, from, to - from), from, line);
        }
    }

    private void requireUtf8(ByteBuffer bytes, int from, long line) {
        decoder.reset();
        CoderResult result;
        do {
            result = decoder.decode(bytes, scratch.clear(), true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw Queries.wrong("line %d: it is not UTF-8: byte %d is 0x%02x; nothing changed"
                    .formatted(line, bytes.position() - from + 1, bytes.get(bytes.position())));
        }
    }
}
