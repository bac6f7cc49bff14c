package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksums of a file that was written once, block by block; they stand behind its contents. Each block is checked when it is
 * first looked at: so whatever reads the file meets no byte that was not written. Thread-safe.
 *
 * <pre>
 * 0  4 each  CRC32C of each block of 64 KiB of the contents; the last may be shorter
 *    4       magic "WMC1"
 *    4       format version, 1
 *    8       length of the contents
 *    4       CRC32C of all the above
 * </pre>
 */
final class PageSums {
    private static final int BLOCK = 1 << 16;
    private static final int MAGIC = 0x574d4331;
    private static final int VERSION = 1;
    private static final int FOOT = 20;

    private final DiskFile file;
    private final long length;
    private final int[] sums;
    /** A thread that does not see yet that another has checked a block checks it once more. */
    private final boolean[] checked;

    private PageSums(DiskFile file, long length, int[] sums) {
        this.file = file;
        this.length = length;
        this.sums = sums;
        this.checked = new boolean[sums.length];
    }

    /** The length of the contents. */
    long length() {
        return length;
    }

    /** Writes the checksums of a file behind its contents. */
    static void append(DiskFile file) throws IOException {
        long length = file.size();
        int[] sums = new int[blocks(length)];
        ByteBuffer end = ByteBuffer.allocate(sums.length * Integer.BYTES + FOOT);
        for (int i = 0; i < sums.length; i++) {
            end.putInt(sum(file, i, length));
        }
        end.putInt(MAGIC).putInt(VERSION).putLong(length);
        end.putInt(checksum(end.duplicate().flip()));
        file.write(end.flip(), length);
    }

    /**
     * Reads the checksums of a file.
     *
     * @throws MalformedDataException if they are not as they were written
     */
    static PageSums read(DiskFile file) throws IOException {
        long size = file.size();
        ByteBuffer foot = ByteBuffer.allocate(FOOT);
        if (size < FOOT || file.read(foot, size - FOOT) < FOOT || foot.getInt(0) != MAGIC) {
            throw new MalformedDataException("at offset " + size + ": its end is missing");
        }
        if (foot.getInt(4) != VERSION) {
            throw new MalformedDataException(
                    "at offset " + size + ": format version " + foot.getInt(4) + ", this program knows " + VERSION);
        }
        long length = foot.getLong(8);
        if (length < 0 || length > size || length + (long) blocks(length) * Integer.BYTES + FOOT != size) {
            throw new MalformedDataException("at offset " + size + ": it has another length than its end says");
        }
        ByteBuffer end = ByteBuffer.allocate((int) (size - length));
        file.read(end, length);
        if (checksum(end.flip().duplicate().limit(end.limit() - Integer.BYTES))
                != end.getInt(end.limit() - Integer.BYTES)) {
            throw new MalformedDataException("at offset " + length + ": the checksum of its end is wrong");
        }
        int[] sums = new int[blocks(length)];
        end.asIntBuffer().get(sums);
        return new PageSums(file, length, sums);
    }

    /**
     * Checks what was not yet checked of some bytes.
     *
     * @return the offset of the first block that is not as it was written; -1 if there is none
     */
    long firstDamage(long offset, int size) throws IOException {
        for (int i = (int) (offset / BLOCK); i <= (offset + size - 1) / BLOCK && i < sums.length; i++) {
            if (!checked[i]) {
                if (sum(file, i, length) != sums[i]) {
                    return (long) i * BLOCK;
                }
                checked[i] = true;
            }
        }
        return -1;
    }

    private static int blocks(long length) {
        return Math.toIntExact((length + BLOCK - 1) / BLOCK);
    }

    private static int sum(DiskFile file, int block, long length) throws IOException {
        long offset = (long) block * BLOCK;
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BLOCK, length - offset));
        file.read(bytes, offset);
        return checksum(bytes.flip());
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
