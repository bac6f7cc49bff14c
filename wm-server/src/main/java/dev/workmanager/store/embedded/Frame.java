package dev.workmanager.store.embedded;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A frame of the journal: one batch, whole or not there.
 *
 * <pre>
 * 0  4  magic "WMF1"
 * 4  4  length of the payload
 * 8  8  number; rises by one over all segments
 * 16 4  CRC32C of the segment's salt, number, length and payload
 * 20    payload
 * </pre>
 *
 * All numbers are big-endian. The salt is random for each segment, so that nothing which a client sends can look like a frame.
 */
final class Frame {
    static final int MAGIC = 0x574d4631;
    static final int HEADER = 20;

    private Frame() {}

    /** Completes the header in front of a payload that stands in the buffer from {@link #HEADER} to its limit. */
    static void seal(ByteBuffer frame, long number, long salt) {
        int length = frame.limit() - HEADER;
        frame.putInt(0, MAGIC);
        frame.putInt(4, length);
        frame.putLong(8, number);
        frame.putInt(16, checksum(frame.slice(HEADER, length), number, salt));
    }

    /** Whether the payload is what the header says. */
    static boolean checks(ByteBuffer header, ByteBuffer payload, long salt) {
        return header.getInt(16) == checksum(payload, header.getLong(8), salt);
    }

    private static int checksum(ByteBuffer payload, long number, long salt) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(20)
                .putLong(salt)
                .putLong(number)
                .putInt(payload.remaining())
                .flip());
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }
}
