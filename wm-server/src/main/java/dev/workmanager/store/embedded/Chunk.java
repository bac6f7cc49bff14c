package dev.workmanager.store.embedded;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * So many items that follow each other, each in the form of {@link ItemCodec}; one that was never touched is absent. Immutable.
 *
 * <p>As bytes: for each item a varint length (0: absent) and so many bytes; then the CRC32C of all that, four bytes big-endian.
 */
final class Chunk {
    /** Items in a chunk. */
    static final int ITEMS = 128;

    static final Chunk EMPTY = new Chunk(new byte[ITEMS][], 0);

    private static final int ITEM_OVERHEAD = 16;
    private static final int CHUNK_OVERHEAD = 64 + 4 * ITEMS + 96;

    private final byte[][] items;
    private final int bytes;

    private Chunk(byte[][] items, int bytes) {
        this.items = items;
        this.bytes = bytes;
    }

    @SuppressWarnings("NullAway") // absent elements of the array
    byte @Nullable [] get(long index) {
        return items[(int) (index % ITEMS)];
    }

    Chunk with(long index, byte[] item) {
        byte[][] others = items.clone();
        byte[] earlier = get(index);
        others[(int) (index % ITEMS)] = item;
        int freed = earlier == null ? 0 : earlier.length + ITEM_OVERHEAD;
        return new Chunk(others, bytes + item.length + ITEM_OVERHEAD - freed);
    }

    /** About how much memory it takes, in bytes. */
    int weight() {
        return CHUNK_OVERHEAD + bytes;
    }

    byte[] encode() {
        Encoder out = new Encoder(bytes + ITEMS + 8);
        for (int i = 0; i < ITEMS; i++) {
            byte[] item = get(i);
            out.varint(item == null ? 0 : item.length);
            if (item != null) {
                out.raw(item, item.length);
            }
        }
        CRC32C crc = new CRC32C();
        crc.update(out.toBuffer());
        int sum = (int) crc.getValue();
        out.raw(new byte[] {(byte) (sum >>> 24), (byte) (sum >>> 16), (byte) (sum >>> 8), (byte) sum}, Integer.BYTES);
        return out.toBytes();
    }

    /**
     * Reads a chunk.
     *
     * @throws MalformedDataException if its checksum is wrong
     */
    static Chunk decode(byte[] encoded) {
        int length = encoded.length - Integer.BYTES;
        if (length < 0) {
            throw new MalformedDataException("a chunk that is cut off");
        }
        CRC32C crc = new CRC32C();
        crc.update(encoded, 0, length);
        if ((int) crc.getValue() != java.nio.ByteBuffer.wrap(encoded).getInt(length)) {
            throw new MalformedDataException("the checksum of a chunk is wrong");
        }
        byte[][] items = new byte[ITEMS][];
        Decoder in = new Decoder(encoded, 0, length);
        int bytes = 0;
        for (int i = 0; i < ITEMS; i++) {
            long size = in.varint();
            if (size != 0) {
                items[i] = in.raw(size);
                bytes += items[i].length + ITEM_OVERHEAD;
            }
        }
        return new Chunk(items, bytes);
    }
}
