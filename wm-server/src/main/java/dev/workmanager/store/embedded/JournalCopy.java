package dev.workmanager.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Frames of a journal, written anew as one segment without room behind them. */
final class JournalCopy implements JournalReader.Replay, Closeable {
    private static final int BUFFER = 1 << 20;

    private final Path path;
    private final DiskFile file;
    private final long salt;
    private final long firstFrame;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written = Segment.HEADER;
    private long frames;

    /**
     * A segment without frames.
     *
     * @param folder the journal's
     * @param salt a random number
     * @param firstFrame the number that its first frame is to have
     */
    JournalCopy(Disk disk, Path folder, long salt, long firstFrame) throws IOException {
        this.path = folder.resolve(Segment.name(firstFrame));
        this.file = disk.create(path);
        this.salt = salt;
        this.firstFrame = firstFrame;
    }

    @Override
    public void frame(long number, byte[] payload) throws IOException {
        if (number != firstFrame + frames) {
            throw new MalformedDataException("frame " + number + " follows frame " + (firstFrame + frames - 1));
        }
        int length = Frame.HEADER + payload.length;
        if (buffer.remaining() < length) {
            flush();
        }
        if (buffer.remaining() < length) {
            buffer = ByteBuffer.allocate(length);
        }
        ByteBuffer frame = buffer.slice(buffer.position(), length);
        frame.put(Frame.HEADER, payload);
        Frame.seal(frame, number, salt);
        buffer.position(buffer.position() + length);
        frames++;
    }

    private void flush() throws IOException {
        int length = buffer.flip().remaining();
        file.write(buffer, written);
        written += length;
        buffer.clear();
    }

    /** Completes it. How many bytes it has. */
    long finish() throws IOException {
        flush();
        file.write(new Segment(path, salt, firstFrame, written).header(), 0);
        return written;
    }

    long frames() {
        return frames;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
