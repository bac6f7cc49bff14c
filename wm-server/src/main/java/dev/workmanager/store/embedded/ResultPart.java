package dev.workmanager.store.embedded;

import dev.workmanager.model.Hash;
import dev.workmanager.rules.Result;
import dev.workmanager.store.PartFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Consumer;

/** A part of the out folder while it is written. */
final class ResultPart implements PartFile {
    private final OutFolder out;
    private final String name;
    private final Path path;
    private final DiskFile file;
    private final Consumer<Result.Part> finished;
    private final MessageDigest digest = sha256();
    private long size;
    private boolean done;

    /**
     * @param finished is told of the part once it is safe
     */
    ResultPart(OutFolder out, String name, Consumer<Result.Part> finished) throws IOException {
        this.out = out;
        this.name = name;
        this.path = out.newPart(name);
        this.file = out.disk().create(path);
        this.finished = finished;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        int length = bytes.remaining();
        file.write(bytes, size);
        size += length;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Result.Part finish() throws IOException {
        file.sync();
        out.finishPart(path, name);
        done = true;
        Result.Part part = new Result.Part(name, size, Hash.of(digest.digest()));
        finished.accept(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (!done) {
            out.disk().delete(path);
        }
    }

    /** Reads a finished part once more, as after a restart. */
    static Optional<Result.Part> read(OutFolder out, String name) throws IOException {
        Disk disk = out.disk();
        if (!disk.exists(out.part(name))) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        try (DiskFile file = disk.open(out.part(name))) {
            ByteBuffer block = ByteBuffer.allocate(1 << 16);
            long at = 0;
            for (int read = file.read(block, 0); read > 0; read = file.read(block.clear(), at)) {
                digest.update(block.flip());
                at += read;
            }
            return Optional.of(new Result.Part(name, at, Hash.of(digest.digest())));
        }
    }

    /** The SHA-256 of some bytes. */
    static Hash hash(byte[] bytes) {
        return Hash.of(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
