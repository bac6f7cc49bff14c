package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * Some bytes of a file become others.
 *
 * @param from the first of them
 * @param to the one after the last of them
 */
record Damage(Kind kind, Path file, long from, long to) {
    /** What happens to them. */
    enum Kind {
        FLIP,
        ZERO,
        GARBAGE,
        CUT,
        GROW
    }

    static Damage any(Path file, long length, RandomGenerator random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        long from = random.nextLong(Math.max(1, length));
        return switch (kind) {
            case FLIP -> new Damage(kind, file, from, from + 1);
            case ZERO, GARBAGE -> new Damage(kind, file, from, Math.min(length, from + random.nextLong(1, 700)));
            case CUT -> new Damage(kind, file, from, length);
            case GROW -> new Damage(kind, file, length, length + random.nextLong(1, 700));
        };
    }

    boolean changesTheLength() {
        return kind == Kind.CUT || kind == Kind.GROW;
    }

    /** Inflicts it; false if the bytes are the same as before. */
    boolean inflict(SimDisk disk, RandomGenerator random) throws IOException {
        byte[] before = disk.bytes(file);
        DiskFile open = disk.open(file);
        if (kind == Kind.CUT) {
            open.truncate(from);
        } else {
            open.write(ByteBuffer.wrap(bytes(before, random)), from);
        }
        open.sync();
        return !java.util.Arrays.equals(before, disk.bytes(file));
    }

    private byte[] bytes(byte[] before, RandomGenerator random) {
        byte[] bytes = new byte[(int) (to - from)];
        if (kind == Kind.FLIP) {
            bytes[0] = (byte) (before[(int) from] ^ 1 << random.nextInt(8));
        } else if (kind != Kind.ZERO) {
            random.nextBytes(bytes);
        }
        return bytes;
    }
}
