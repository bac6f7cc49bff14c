package dev.workmanager.endtoend;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.workmanager.dist.Run;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file system with little room, mounted for one test; needs root. */
final class SmallDisk implements Closeable {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** One in memory. Without the right to mount the test is skipped. */
    static SmallDisk inMemory(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return mounted(
                folder, List.of("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()));
    }

    /** One with ext4 in a file beside it. Without the right to mount the test is skipped. */
    static SmallDisk ext4(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String image = folder + ".img";
        run(List.of("truncate", "-s", mebibytes + "M", image));
        run(List.of("mkfs.ext4", "-q", "-F", "-N", "50000", image));
        return mounted(folder, List.of("mount", "-o", "loop", image, folder.toString()));
    }

    private static SmallDisk mounted(Path folder, List<String> command) throws IOException, InterruptedException {
        run(command);
        return new SmallDisk(folder);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Run run = Run.of(Path.of("/"), ENVIRONMENT, command);
        assumeThat(run.code())
                .as("a small disk needs root and the right to mount: %s: %s", command, run.err())
                .isZero();
    }

    Path folder() {
        return folder;
    }

    /** Leaves not a byte. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (block.length > 0) {
                filler.write(block);
                block = room() > block.length ? block : new byte[(int) Math.min(room(), 4096)];
            }
        } catch (IOException full) {
            requireFull(full);
        }
    }

    private long room() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private static void requireFull(IOException e) throws IOException {
        if (!String.valueOf(e.getMessage()).contains("No space left")) {
            throw e;
        }
    }

    /** From now on there is so much room. Only for one in memory. */
    void grow(int mebibytes) throws IOException, InterruptedException {
        requireDone(Run.of(
                Path.of("/"),
                ENVIRONMENT,
                List.of("mount", "-o", "remount,size=" + mebibytes + "m", folder.toString())));
    }

    /** Gives the room back. */
    void empty() throws IOException {
        Files.delete(filler());
    }

    /** Hangs: whoever writes waits, until {@link #thaw}. Not for one in memory. */
    void freeze() throws IOException, InterruptedException {
        requireDone(Run.of(Path.of("/"), ENVIRONMENT, List.of("fsfreeze", "-f", folder.toString())));
    }

    /** Goes on. */
    void thaw() throws IOException, InterruptedException {
        requireDone(Run.of(Path.of("/"), ENVIRONMENT, List.of("fsfreeze", "-u", folder.toString())));
    }

    private static void requireDone(Run run) throws IOException {
        if (run.code() != 0) {
            throw new IOException("the disk does not obey: " + run.err());
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Lazily, since a process that was killed may still hold a file. */
    @Override
    public void close() throws IOException {
        try {
            Run run = Run.of(Path.of("/"), ENVIRONMENT, List.of("umount", "-l", folder.toString()));
            if (run.code() != 0) {
                throw new IOException("cannot unmount " + folder + ": " + run.err());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
