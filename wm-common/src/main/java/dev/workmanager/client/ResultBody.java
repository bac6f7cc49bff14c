package dev.workmanager.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Bytes on their way out, block by block, so that their number does not matter: a result, or the lines of a job. */
final class ResultBody extends RequestBody {
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final int BLOCK = 64 << 10;

    private final ResultSource result;
    private final MediaType type;

    ResultBody(ResultSource result) {
        this(result, BYTES);
    }

    ResultBody(ResultSource result, MediaType type) {
        this.result = result;
        this.type = type;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return result.size();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, result.size()));
        for (long position = 0; position < result.size(); ) {
            position += readBlock(result, position, block);
            while (block.hasRemaining()) {
                sink.write(block);
            }
        }
    }

    /** All bytes of a small result. */
    static byte[] bytes(ResultSource result) {
        ByteBuffer all = ByteBuffer.allocate((int) result.size());
        for (long position = 0; position < result.size(); ) {
            ByteBuffer rest = all.slice((int) position, (int) (result.size() - position));
            position += readBlock(result, position, rest);
        }
        return all.array();
    }

    /** The SHA-256, as hexadecimal digits. */
    static String sha256(ResultSource result) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, result.size()));
        for (long position = 0; position < result.size(); ) {
            position += readBlock(result, position, block);
            digest.update(block);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Fills the block and flips it; what cannot be read is no failure of the network and must not look like one. */
    private static int readBlock(ResultSource result, long position, ByteBuffer block) {
        block.clear().limit((int) Math.min(block.capacity(), result.size() - position));
        try {
            int read = result.read(block, position);
            if (read <= 0) {
                throw new IOException("only " + position + " of " + result.size() + " bytes are there");
            }
            block.flip();
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what is to be sent: " + e.getMessage(), e);
        }
    }
}
