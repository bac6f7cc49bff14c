package dev.workmanager.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A small file whose owner may change it at any time. It is compared byte by byte: times are too coarse, and where it lies behind a link
 * that moves, as a secret of Kubernetes does, they tell nothing. Used by one thread at a time.
 */
final class WatchedFile {
    /** Nobody writes so many tokens or certificates; whoever names a disk by mistake is told so. */
    private static final int LONGEST = 4 << 20;

    private final Path path;
    private byte[] last = {};
    private String trouble = "";

    WatchedFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * What is in it.
     *
     * @throws AccessFileException if it cannot be read
     */
    byte[] read() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new AccessFileException(path + " is longer than " + LONGEST + " bytes");
            }
            last = bytes;
            trouble = "";
            return bytes.clone();
        } catch (IOException e) {
            throw new AccessFileException(path + " cannot be read: " + e, e);
        }
    }

    /** Whether it is not what it was at the last look, readable or not. */
    boolean changed() {
        byte[] before = last;
        String troubleBefore = trouble;
        try {
            return !Arrays.equals(before, read()) || !troubleBefore.isEmpty();
        } catch (AccessFileException e) {
            trouble = String.valueOf(e.getMessage());
            return !trouble.equals(troubleBefore);
        }
    }
}
