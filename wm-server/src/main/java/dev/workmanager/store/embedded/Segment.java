package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A file of the journal: a header, frames, and zeros up to its end. Its space is there before anything depends on it.
 *
 * <pre>
 * 0  4  magic "WMJ1"
 * 4  4  format version, 1
 * 8  8  salt
 * 16 8  number of the first frame
 * 24 8  length of the file
 * 32 4  CRC32C of the above
 * 36 4  zero
 * </pre>
 */
record Segment(Path path, long salt, long firstFrame, long length) {
    static final int HEADER = 40;
    static final String SUFFIX = ".wal";

    private static final int CHECKSUM_AT = 32;
    private static final int ZEROS = 1 << 20;
    private static final int MAGIC = 0x574d4a31;
    private static final int VERSION = 1;

    /** The name of the segment that begins with a frame: names sort as frames do. */
    static String name(long firstFrame) {
        return "%016x%s".formatted(firstFrame, SUFFIX);
    }

    ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putLong(salt)
                .putLong(firstFrame)
                .putLong(length);
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().flip());
        return header.putInt((int) crc.getValue()).putInt(0).flip();
    }

    /**
     * Reads the header of a segment.
     *
     * @throws MalformedDataException if there is no whole header of a version that is known
     */
    static Segment read(Path path, DiskFile file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (file.read(header, 0) < HEADER || header.getInt(0) != MAGIC) {
            throw new MalformedDataException("this is no segment of a journal");
        }
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().position(0).limit(CHECKSUM_AT));
        if ((int) crc.getValue() != header.getInt(CHECKSUM_AT)) {
            throw new MalformedDataException("the checksum of the header is wrong");
        }
        if (header.getInt(4) != VERSION) {
            throw new MalformedDataException("format version " + header.getInt(4) + ", this program knows " + VERSION);
        }
        return new Segment(path, header.getLong(8), header.getLong(16), header.getLong(24));
    }

    /** Fills a file with zeros, from an offset to another. */
    static void clear(DiskFile file, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZEROS, to - from));
        for (long at = from; at < to; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            file.write(zeros, at);
        }
    }
}
