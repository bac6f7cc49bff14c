package dev.workmanager.store.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The bytes of a file of a {@link SimDisk}: as they are seen, as they are kept since the last sync, and the changes in between.
 * A power loss keeps any subset of these, each write cut at sectors.
 */
final class SimFile {
    /** What a disk writes whole or not at all, in bytes. */
    static final int SECTOR = 512;

    private static final byte[] ZERO = new byte[SECTOR];
    private static final int FIRST_CAPACITY = 4;

    /** Sectors that were written in one go; or, without any, another length. */
    private record Change(int first, byte[][] sectors, long length) {}

    private byte[][] seen;
    private long length;
    private byte[][] kept;
    private long keptLength;
    private final List<Change> changes;

    SimFile() {
        this(zeros(FIRST_CAPACITY), 0, zeros(FIRST_CAPACITY), 0, new ArrayList<>());
    }

    private SimFile(byte[][] seen, long length, byte[][] kept, long keptLength, List<Change> changes) {
        this.seen = seen;
        this.length = length;
        this.kept = kept;
        this.keptLength = keptLength;
        this.changes = changes;
    }

    /** The same file, on its own from here on. */
    SimFile copy() {
        return new SimFile(seen.clone(), length, kept.clone(), keptLength, new ArrayList<>(changes));
    }

    long length() {
        return length;
    }

    void read(ByteBuffer into, long offset) {
        long at = offset;
        while (into.hasRemaining() && at < length) {
            int within = (int) (at % SECTOR);
            int some = (int) Math.min(Math.min(SECTOR - within, into.remaining()), length - at);
            into.put(sector(seen, at / SECTOR), within, some);
            at += some;
        }
    }

    void write(ByteBuffer from, long offset) {
        if (!from.hasRemaining()) {
            return;
        }
        int first = (int) (offset / SECTOR);
        int last = (int) ((offset + from.remaining() - 1) / SECTOR);
        byte[][] sectors = new byte[last - first + 1][];
        long at = offset;
        while (from.hasRemaining()) {
            int within = (int) (at % SECTOR);
            byte[] sector = sector(seen, at / SECTOR).clone();
            int some = Math.min(SECTOR - within, from.remaining());
            from.get(sector, within, some);
            sectors[(int) (at / SECTOR) - first] = Arrays.equals(sector, ZERO) ? ZERO : sector;
            at += some;
        }
        change(new Change(first, sectors, -1));
        if (at > length) {
            change(new Change(0, new byte[0][], at));
        }
    }

    void truncate(long shorter) {
        if (shorter < length) {
            change(new Change(0, new byte[0][], shorter));
        }
    }

    private void change(Change change) {
        changes.add(change);
        if (change.length() >= 0) {
            seen = resized(seen, length, change.length());
            length = change.length();
        } else {
            seen = put(seen, change, () -> true);
        }
    }

    void sync() {
        kept = seen.clone();
        keptLength = length;
        changes.clear();
    }

    /** Brings the file back with what was kept and some of what was not. */
    SimFile crashed(BooleanSupplier keep) {
        byte[][] bytes = kept.clone();
        long size = keptLength;
        for (Change change : changes) {
            if (change.length() < 0) {
                bytes = put(bytes, change, keep);
            } else if (keep.getAsBoolean()) {
                bytes = resized(bytes, size, change.length());
                size = change.length();
            }
        }
        // A length that was lost takes what lies beyond it along.
        byte[][] within = resized(bytes, (long) bytes.length * SECTOR, size);
        return new SimFile(within, size, within.clone(), size, new ArrayList<>());
    }

    private static byte[][] put(byte[][] old, Change change, BooleanSupplier keep) {
        byte[][] bytes = withRoom(old, change.first() + change.sectors().length);
        for (int i = 0; i < change.sectors().length; i++) {
            if (keep.getAsBoolean()) {
                bytes[change.first() + i] = change.sectors()[i];
            }
        }
        return bytes;
    }

    /** What lies beyond a shorter length is gone: a later growth shows zeros there. */
    private static byte[][] resized(byte[][] old, long before, long after) {
        byte[][] bytes = withRoom(old, (int) ((after + SECTOR - 1) / SECTOR));
        if (after < before) {
            int within = (int) (after % SECTOR);
            int from = (int) (after / SECTOR);
            if (within > 0) {
                byte[] cut = bytes[from].clone();
                Arrays.fill(cut, within, SECTOR, (byte) 0);
                bytes[from++] = cut;
            }
            Arrays.fill(bytes, from, bytes.length, ZERO);
        }
        return bytes;
    }

    private static byte[][] withRoom(byte[][] sectors, int count) {
        if (sectors.length >= count) {
            return sectors;
        }
        byte[][] more = Arrays.copyOf(sectors, Math.max(count, sectors.length * 2));
        Arrays.fill(more, sectors.length, more.length, ZERO);
        return more;
    }

    private static byte[][] zeros(int count) {
        byte[][] sectors = new byte[count][];
        Arrays.fill(sectors, ZERO);
        return sectors;
    }

    private static byte[] sector(byte[][] sectors, long at) {
        return at < sectors.length ? sectors[(int) at] : ZERO;
    }
}
