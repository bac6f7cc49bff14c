package dev.workmanager.http;

import dev.workmanager.store.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A part of a result, read as the client takes it. */
final class FilePieces implements Pieces {
    private static final int CHUNK = 64 << 10;

    private final ResultFile file;
    private long offset;
    private long left;

    FilePieces(ResultFile file, ByteRange range) {
        this.file = file;
        this.offset = range.from();
        this.left = range.length();
    }

    @Override
    public Piece next() {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, left));
        try {
            if (file.read(chunk, offset) < chunk.capacity()) {
                throw new IOException("the result was cut short while it was read");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        offset += chunk.capacity();
        left -= chunk.capacity();
        return new Piece(chunk.array(), left == 0);
    }
}
