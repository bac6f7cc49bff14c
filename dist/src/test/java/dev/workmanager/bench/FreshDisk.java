package dev.workmanager.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new ext4 in a file, mounted: on a file system that has had many files before, a new one costs what the old ones have left behind.
 * Only root can mount; for others it is a plain folder.
 */
final class FreshDisk implements AutoCloseable {
    private static final String SIZE = "40G";
    private static final String FILES = "8000000";

    private final Path image;
    private final Path folder;
    private final boolean mounted;

    private FreshDisk(Path image, Path folder, boolean mounted) {
        this.image = image;
        this.folder = folder;
        this.mounted = mounted;
    }

    static FreshDisk mount(Path where) throws IOException, InterruptedException {
        Path image = where.resolve("disk.img");
        Path folder = Files.createDirectories(where.resolve("disk"));
        boolean mounted = sh("truncate -s " + SIZE + " '" + image + "' && mkfs.ext4 -q -F -N " + FILES
                + " -E lazy_itable_init=0,lazy_journal_init=0 '" + image + "' && mount -o loop '" + image + "' '"
                + folder + "'");
        return new FreshDisk(image, folder, mounted);
    }

    private static boolean sh(String script) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", script)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    Path folder() {
        return folder;
    }

    String about() {
        return mounted ? "a fresh ext4 of its own" : "a plain folder, for only root can mount a fresh disk";
    }

    @Override
    public void close() throws IOException {
        try {
            // Somebody may look into it just now; then it goes when they have.
            if (mounted && !sh("umount '" + folder + "' || umount -l '" + folder + "'")) {
                throw new IOException("could not unmount " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; still mounted: " + folder, e);
        }
        Files.deleteIfExists(image);
    }
}
