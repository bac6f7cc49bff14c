package dev.workmanager.store.embedded;

import dev.workmanager.metrics.Histogram;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of the journal that is written to. Used by the store's writer; {@link #dropBefore} and {@link #length} by others too.
 *
 * <p>A frame is written at once and synced. If it cannot be written, the segment is cut back to its last whole frame before
 * another one is written in its place. If a sync fails, the journal is at its end: see {@link SyncFailedException}.
 */
final class Journal implements Closeable {
    private static final String NEXT = "next";
    private static final String OVERSIZE = "next.oversize";

    private final Disk disk;
    private final Path folder;
    private final long segmentSize;
    private final LongSupplier salts;
    private final LongSupplier nanos;
    private final Histogram syncs = Histogram.ofTimes();
    private final Executor background;
    private final Deque<Segment> segments;
    private @Nullable CompletableFuture<DiskFile> prepared;
    private @Nullable Segment current;
    private @Nullable DiskFile file;
    private long end;
    private long capacity;
    private long lastFrame;
    private int torn;
    private boolean failed;

    /**
     * Goes on after what was read and settled, in the same segment if there is room: starts that follow each other closely take no
     * more of it than one.
     *
     * @param segmentSize the length of a segment in bytes
     * @param salts random numbers
     * @param nanos the monotonic clock
     * @param background makes the space of later segments
     */
    Journal(
            Disk disk,
            Path folder,
            long segmentSize,
            LongSupplier salts,
            LongSupplier nanos,
            Executor background,
            JournalReader.End read)
            throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.segmentSize = segmentSize;
        this.salts = salts;
        this.nanos = nanos;
        this.background = background;
        this.lastFrame = read.lastFrame();
        this.segments = new ArrayDeque<>(read.segments());
        if (read.offset() > 0) {
            current = segments.getLast();
            file = disk.open(current.path());
            end = read.offset();
            capacity = current.length();
        }
    }

    long lastFrame() {
        return lastFrame;
    }

    /** How long its syncs took. Any thread. */
    Histogram syncs() {
        return syncs;
    }

    /** How many bytes of journal there are, about. */
    synchronized long length() {
        return segments.size() * segmentSize;
    }

    /**
     * Writes a frame and syncs it.
     *
     * @param frame room for the header of a frame, then its payload
     * @throws IOException if it could not be written; it is as if it had never been tried
     * @throws SyncFailedException if nobody knows what is on the disk now
     */
    void append(ByteBuffer frame) throws IOException {
        if (failed) {
            throw new SyncFailedException("the journal has failed before", null);
        }
        cutBack();
        if (file == null || end + frame.limit() > capacity) {
            begin(frame.limit());
        }
        DiskFile to = java.util.Objects.requireNonNull(file);
        Frame.seal(
                frame, lastFrame + 1, java.util.Objects.requireNonNull(current).salt());
        try {
            to.write(frame, end);
        } catch (IOException e) {
            torn = frame.limit();
            cutBackAfter(e);
            throw e;
        }
        sync(to);
        end += frame.limit();
        lastFrame++;
        prepare();
    }

    private void sync(DiskFile to) {
        long begun = nanos.getAsLong();
        try {
            to.sync();
            syncs.record(nanos.getAsLong() - begun);
        } catch (IOException e) {
            failed = true;
            throw new SyncFailedException("the journal could not be synced: " + e.getMessage(), e);
        }
    }

    /** If even that is refused, nothing else is written before it is done. */
    private void cutBackAfter(IOException refusal) {
        try {
            cutBack();
        } catch (IOException e) {
            refusal.addSuppressed(e);
        }
    }

    /** Overwrites with zeros what was written of a frame. */
    private void cutBack() throws IOException {
        if (torn > 0) {
            DiskFile in = java.util.Objects.requireNonNull(file);
            in.write(ByteBuffer.allocate(torn), end);
            sync(in);
            torn = 0;
        }
    }

    /** Begins a new segment: its space is there already, under another name; it gets its header, then its own name. */
    private void begin(int frame) throws IOException {
        long firstFrame = lastFrame + 1;
        Path path = folder.resolve(Segment.name(firstFrame));
        long size = Math.max(segmentSize, (long) Segment.HEADER + frame);
        Segment segment = new Segment(path, salts.getAsLong(), firstFrame, size);
        Path fresh = folder.resolve(size > segmentSize ? OVERSIZE : NEXT);
        DiskFile made = size > segmentSize ? make(fresh, size) : takePrepared();
        try {
            made.write(segment.header(), 0);
            made.sync();
            disk.rename(fresh, path);
            disk.syncFolder(folder);
        } catch (IOException e) {
            giveUp(made, fresh, path, e);
            throw e;
        }
        closeCurrent();
        synchronized (this) {
            segments.add(segment);
        }
        current = segment;
        file = made;
        end = Segment.HEADER;
        capacity = size;
    }

    /** Makes the space of the next segment, so that it is there when it is wanted. */
    private void prepare() {
        if (prepared == null) {
            CompletableFuture<DiskFile> making = new CompletableFuture<>();
            prepared = making;
            background.execute(() -> {
                try {
                    making.complete(make(folder.resolve(NEXT), segmentSize));
                } catch (IOException | RuntimeException e) {
                    making.completeExceptionally(e);
                }
            });
        }
    }

    private DiskFile takePrepared() throws IOException {
        prepare();
        CompletableFuture<DiskFile> making = java.util.Objects.requireNonNull(prepared);
        prepared = null;
        if (making.isCompletedExceptionally()) {
            // There was no room for it then; there may be now.
            return make(folder.resolve(NEXT), segmentSize);
        }
        return await(making);
    }

    private static DiskFile await(CompletableFuture<DiskFile> making) throws IOException {
        try {
            return making.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private DiskFile make(Path fresh, long size) throws IOException {
        disk.delete(fresh);
        DiskFile made = disk.create(fresh);
        try {
            Segment.clear(made, 0, size);
            made.sync();
            return made;
        } catch (IOException e) {
            giveUp(made, fresh, fresh, e);
            throw e;
        }
    }

    private void giveUp(DiskFile made, Path fresh, Path path, IOException cause) {
        try (made) {
            disk.delete(fresh);
            disk.delete(path);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** From which frame on a new segment would begin: all earlier ones may go once a checkpoint stands for them. */
    void dropBefore(long frame) throws IOException {
        List<Segment> old = takeBefore(frame);
        for (Segment segment : old) {
            disk.delete(segment.path());
        }
    }

    /** A segment may go when the one after it begins no later than the frame. */
    private synchronized List<Segment> takeBefore(long frame) {
        List<Segment> old = new java.util.ArrayList<>();
        while (segments.size() > 1) {
            Segment first = segments.removeFirst();
            if (segments.getFirst().firstFrame() > frame) {
                segments.addFirst(first);
                break;
            }
            old.add(first);
        }
        return old;
    }

    private void closeCurrent() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeCurrent();
        if (prepared != null && !prepared.isCompletedExceptionally()) {
            await(prepared).close();
        }
    }
}
