package dev.workmanager.store.embedded;

import dev.workmanager.store.StoreUnusableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The file by which a data folder says that it is a backup: {@code backup}, or {@code backup.unfinished} as long as not all is there.
 * What counts is that it is there; what it says is for people.
 */
final class BackupMark {
    private static final String WHOLE = "backup";
    private static final String UNFINISHED = "backup.unfinished";

    private final Disk disk;
    private final Path data;

    /**
     * @param data the data folder
     */
    BackupMark(Disk disk, Path data) {
        this.disk = disk;
        this.data = data;
    }

    /** Says, before anything else is there, that this is half a backup. */
    void begin(String text) throws IOException {
        try (DiskFile file = disk.create(data.resolve(UNFINISHED))) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            file.sync();
        }
        disk.syncFolder(data);
    }

    /** Says that all is there. */
    void finish() throws IOException {
        disk.rename(data.resolve(UNFINISHED), data.resolve(WHOLE));
        disk.syncFolder(data);
    }

    /** Whether this is its name. */
    boolean isItsFile(String name) {
        return name.equals(UNFINISHED) || name.equals(WHOLE);
    }

    boolean isUnfinished() throws IOException {
        return disk.exists(data.resolve(UNFINISHED));
    }

    /**
     * Whether this is a backup that no manager was started on.
     *
     * @throws StoreUnusableException if it is half of one
     */
    boolean isBackup() throws IOException {
        if (isUnfinished()) {
            throw new StoreUnusableException(
                    data + " is half a backup: it was never finished (" + data.resolve(UNFINISHED)
                            + "). Nothing was changed. Remove it, and take another one",
                    null);
        }
        return disk.exists(data.resolve(WHOLE));
    }

    /** From now on it is a data folder as any other one. */
    void remove() throws IOException {
        disk.delete(data.resolve(WHOLE));
        disk.syncFolder(data);
    }
}
