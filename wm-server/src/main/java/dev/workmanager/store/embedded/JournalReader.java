package dev.workmanager.store.embedded;

import dev.workmanager.store.StoreDamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal from a frame on. What does not check is the torn tail if no frame with a higher number checks anywhere behind
 * it; else it is damage, and the start stops there.
 */
final class JournalReader {
    /** What becomes of each frame. */
    interface Replay {
        /**
         * Takes a frame.
         *
         * @throws MalformedDataException if it is not understood
         */
        void frame(long number, byte[] payload) throws IOException;
    }

    /**
     * Where the journal ends.
     *
     * @param lastFrame the number of its last frame
     * @param segments the segments that are left, oldest first
     * @param offset where the next frame belongs in the last of them; 0 if it belongs in none of them
     * @param torn what stands behind the last frame and is none; null if nothing does
     */
    record End(
            long lastFrame,
            List<Segment> segments,
            long offset,
            @Nullable Torn torn) {}

    /**
     * A torn tail: what a crash left of a frame that was not synced.
     *
     * @param path the segment that it stands in
     * @param offset where it begins
     * @param after segments after that one, without a frame
     */
    record Torn(Path path, long offset, List<Path> after) {}

    private final Disk disk;
    private final Path folder;

    JournalReader(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /**
     * Replays all frames after {@code after}. Changes nothing on the disk. A manager may write to the journal meanwhile: what is whole
     * when it is looked at is replayed, and what was there at the beginning is.
     *
     * @throws StoreDamagedException if frames are missing or damaged
     * @throws java.nio.file.NoSuchFileException if a manager has let go of a segment meanwhile
     */
    End read(long after, Replay replay) throws IOException {
        List<Path> files = files();
        if (files.isEmpty() && after > 0) {
            throw damaged(folder, 0, "there is no segment, but there have been " + after + " frames");
        }
        List<Segment> segments = new ArrayList<>();
        long last = after;
        long offset = 0;
        for (int i = 0; i < files.size(); i++) {
            Path path = files.get(i);
            try (DiskFile file = disk.openToRead(path)) {
                Segment segment = readHeader(path, file, last);
                segments.add(segment);
                Tail begin = new Tail(Segment.HEADER, last, segment.firstFrame());
                Tail tail = replayAll(file, segment, begin, files.subList(i, files.size()), replay);
                last = tail.lastFrame();
                offset = tail.next() == last + 1 ? tail.offset() : 0;
                if (tail.torn()) {
                    Torn torn = new Torn(path, tail.offset(), files.subList(i + 1, files.size()));
                    return new End(last, segments, offset, torn);
                }
            }
        }
        return new End(last, segments, offset, null);
    }

    /** The frames of a segment, the first of some files; and those that are written to it while this goes on. */
    private Tail replayAll(DiskFile file, Segment segment, Tail begin, List<Path> files, Replay replay)
            throws IOException {
        Tail tail = replay(file, segment, begin, replay);
        while (!restIsZero(file, tail.offset())) {
            Optional<StoreDamagedException> damage = whatFollows(files, tail);
            // In this order: if something follows, then what stands before it was whole by then.
            Tail grown = replay(file, segment, tail, replay);
            if (grown.next() == tail.next()) {
                if (damage.isPresent()) {
                    throw damage.get();
                }
                return tail.asTorn();
            }
            tail = grown;
        }
        return tail;
    }

    /**
     * Makes durable what was read: the last frame may have been written, but not synced, when the process ended, and the last segment
     * may have got its name. A torn tail is overwritten with zeros.
     */
    void settle(End end) throws IOException {
        for (Segment segment : end.segments()) {
            try (DiskFile file = disk.open(segment.path())) {
                if (end.torn() != null && end.torn().path().equals(segment.path())) {
                    Segment.clear(file, end.torn().offset(), file.size());
                }
                file.sync();
            }
        }
        if (end.torn() != null) {
            for (Path path : end.torn().after()) {
                disk.delete(path);
            }
        }
        disk.syncFolder(folder);
    }

    /** Where the frames of a segment end, which was the last so far, which the segment has not any more, and whether more stands there. */
    private record Tail(long offset, long lastFrame, long next, boolean torn) {
        Tail(long offset, long lastFrame, long next) {
            this(offset, lastFrame, next, false);
        }

        Tail asTorn() {
            return new Tail(offset, lastFrame, next, true);
        }
    }

    private static Tail replay(DiskFile file, Segment segment, Tail from, Replay replay) throws IOException {
        long offset = from.offset();
        long number = from.next();
        long last = from.lastFrame();
        for (byte[] payload = read(file, segment, offset, number);
                payload != null;
                payload = read(file, segment, offset, number)) {
            if (number > last) {
                replay(segment.path(), offset, number, payload, replay);
                last = number;
            }
            offset += Frame.HEADER + payload.length;
            number++;
        }
        return new Tail(offset, last, number);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : disk.list(folder)) {
            if (name.endsWith(Segment.SUFFIX)) {
                files.add(folder.resolve(name));
            }
        }
        files.sort(Comparator.comparing(Path::toString));
        return files;
    }

    /** A segment gets its name when its header is safe; so one without a whole header is damaged. */
    private static Segment readHeader(Path path, DiskFile file, long last) throws IOException {
        Segment segment;
        try {
            segment = Segment.read(path, file);
        } catch (MalformedDataException e) {
            throw damaged(path, 0, e.getMessage());
        }
        if (file.size() != segment.length()) {
            throw damaged(
                    path,
                    Math.min(file.size(), segment.length()),
                    "it has " + file.size() + " bytes instead of " + segment.length());
        }
        if (segment.firstFrame() > last + 1) {
            throw damaged(
                    path,
                    0,
                    "it begins with frame " + segment.firstFrame() + ", but frame " + (last + 1) + " is missing");
        }
        return segment;
    }

    private static void replay(Path path, long offset, long number, byte[] payload, Replay replay) throws IOException {
        try {
            replay.frame(number, payload);
        } catch (MalformedDataException e) {
            throw damaged(path, offset, "frame " + number + " is not understood: " + e.getMessage());
        }
    }

    /** The payload of the frame with a number at an offset; null if there is no such frame that checks. */
    private static byte @Nullable [] read(DiskFile file, Segment segment, long offset, long number) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);
        if (file.read(header, offset) < Frame.HEADER
                || header.getInt(0) != Frame.MAGIC
                || header.getLong(8) != number) {
            return null;
        }
        return payload(file, segment, offset, header);
    }

    private static byte @Nullable [] payload(DiskFile file, Segment segment, long offset, ByteBuffer header)
            throws IOException {
        int length = header.getInt(4);
        if (length < 0 || length > file.size() - offset - Frame.HEADER) {
            return null;
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        if (file.read(payload, offset + Frame.HEADER) < length
                || !Frame.checks(header, payload.flip(), segment.salt())) {
            return null;
        }
        return payload.array();
    }

    private static boolean restIsZero(DiskFile file, long from) throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.max(1, Math.min(64 << 10, file.size() - from)));
        for (long at = from; ; at += block.limit()) {
            block.clear();
            if (file.read(block, at) == 0) {
                return true;
            }
            block.flip();
            while (block.hasRemaining()) {
                if (block.get() != 0) {
                    return false;
                }
            }
        }
    }

    /** Looks for any frame behind a place that does not check: one that does makes the place damage, not a torn tail. */
    private Optional<StoreDamagedException> whatFollows(List<Path> files, Tail tail) throws IOException {
        Path where = files.get(0);
        for (Path path : files) {
            try (DiskFile file = disk.openToRead(path)) {
                Segment segment = readHeader(path, file, Long.MAX_VALUE - 1);
                if (segment.firstFrame() > tail.lastFrame() + 1) {
                    // It was begun when the frame before its own was safe.
                    return Optional.of(damaged(
                            where,
                            tail.offset(),
                            "no frame checks here, but " + path.getFileName() + " begins with frame "
                                    + segment.firstFrame()));
                }
                long found = find(file, segment, path.equals(where) ? tail.offset() : Segment.HEADER, tail.lastFrame());
                if (found >= 0) {
                    return Optional.of(damaged(
                            where,
                            tail.offset(),
                            "no frame checks here, but one that does follows in " + path.getFileName() + " at offset "
                                    + found));
                }
            }
        }
        return Optional.empty();
    }

    /** The offset of the first frame after an offset that checks and has a higher number; -1 if there is none. */
    private static long find(DiskFile file, Segment segment, long from, long last) throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.max(Frame.HEADER, Math.min(1 << 20, file.size() - from)));
        for (long start = from; ; start += block.capacity() - (Frame.HEADER - 1)) {
            block.clear();
            int read = file.read(block, start);
            for (int i = 0; i + Frame.HEADER <= read; i++) {
                if (block.getInt(i) == Frame.MAGIC && block.getLong(i + 8) > last) {
                    ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);
                    file.read(header, start + i);
                    if (payload(file, segment, start + i, header) != null) {
                        return start + i;
                    }
                }
            }
            if (read < block.capacity()) {
                return -1;
            }
        }
    }

    private static StoreDamagedException damaged(Path path, long offset, @Nullable String what) {
        return new StoreDamagedException(
                "the journal is damaged: " + path + " at offset " + offset + ": " + what
                        + ". Nothing was changed. Put the data folder back from a copy, or begin with an empty one",
                null);
    }
}
