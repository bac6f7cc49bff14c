package dev.workmanager.wrapper;

import dev.workmanager.process.Spool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Takes what a child writes apart into lines. What is long goes to disk, so that no line fills the memory. For one thread. */
final class LineReader {
    private final InputStream in;
    private final Bounds bounds;
    private final Room room;
    private final byte[] block = new byte[16 << 10];
    private int from;
    private int to;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(256);
    private @Nullable Spool spool;
    private long size;

    /**
     * What is taken.
     *
     * @param most how many bytes a line may have
     * @param option what may be done about it, for people
     * @param memory how many of them may be in memory, just now
     */
    record Bounds(long most, String option, IntSupplier memory) {}

    LineReader(InputStream in, Bounds bounds, Room room) {
        this.in = in;
        this.bounds = bounds;
        this.room = room;
    }

    /**
     * The next line; null at the end.
     *
     * @throws UnusableResultException if it is too long
     * @throws dev.workmanager.process.CannotStartException if there is no room for it on disk
     */
    @Nullable Kept next() throws IOException {
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, in.read(block));
                if (to == 0) {
                    return null;
                }
            }
            int end = from;
            while (end < to && block[end] != '\n') {
                end++;
            }
            add(from, end);
            from = Math.min(to, end + 1);
            if (end < to) {
                return line();
            }
        }
    }

    /** Whether something behind the last line was read already. */
    boolean hasMore() {
        return from < to;
    }

    /** What stands behind the last line's end, if anything does; once, after the end. */
    Optional<Kept> rest() throws IOException {
        return size == 0 ? Optional.empty() : Optional.of(line());
    }

    /** Forgets what was read of a line, and reads the rest without looking at it. */
    void skipAll() throws IOException {
        if (spool != null) {
            spool.close();
        }
        while (in.read(block) >= 0) {
            // until the end
        }
    }

    private void add(int start, int end) {
        int length = end - start;
        size += length;
        if (size > bounds.most()) {
            throw new UnusableResultException(
                    "an answer of more than " + bounds.most() + " bytes in one line (" + bounds.option() + ")");
        }
        if (spool == null && size > bounds.memory().getAsInt()) {
            spool = room.spool();
            spool.fill(memory.toByteArray());
            memory = new ByteArrayOutputStream(256);
        }
        if (spool == null) {
            memory.write(block, start, length);
        } else {
            spool.fill(start == 0 && end == block.length ? block : Arrays.copyOfRange(block, start, end));
        }
    }

    private Kept line() throws IOException {
        Spool on = spool;
        Kept line = on == null ? room.keep(memory.toByteArray()) : room.keep(on);
        memory.reset();
        spool = null;
        size = 0;
        return line;
    }
}
