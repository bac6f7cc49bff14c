package dev.workmanager.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of its own: an image that is mounted by way of a loop device. Needs root. */
final class LoopImage implements AutoCloseable {
    private final Path image;
    private final Path mounted;

    private LoopImage(Path image, Path mounted) {
        this.image = image;
        this.mounted = mounted;
    }

    /**
     * Makes an empty one and mounts it.
     *
     * @throws IOException if that is not possible here
     */
    static LoopImage make(Path folder) throws IOException {
        Path image = folder.resolve("image");
        run("truncate", "-s", "96M", image.toString());
        run("mkfs.ext4", "-q", "-F", "-N", "20000", image.toString());
        return mount(image, folder.resolve("mounted"));
    }

    private static LoopImage mount(Path image, Path at) throws IOException {
        Files.createDirectories(at);
        run("mount", "-o", "loop", image.toString(), at.toString());
        return new LoopImage(image, at);
    }

    /** Where it is to be seen. */
    Path path() {
        return mounted;
    }

    /** What a power loss at this moment would leave, mounted once more. Nobody may write to it meanwhile but the kernel. */
    LoopImage afterPowerLoss(Path folder) throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        do {
            run("cp", "--sparse=always", image.toString(), first.toString());
            run("cp", "--sparse=always", image.toString(), second.toString());
            // Two that are equal are of one moment.
        } while (Files.mismatch(first, second) >= 0);
        return mount(first, folder.resolve("left"));
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", mounted.toString());
        } catch (IOException busy) {
            run("umount", "--lazy", mounted.toString());
            throw busy;
        } finally {
            Files.delete(image);
        }
    }

    static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        boolean ended;
        try {
            ended = process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + List.of(command), e);
        }
        if (!ended || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
