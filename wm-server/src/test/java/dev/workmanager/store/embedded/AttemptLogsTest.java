package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.store.ResultFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptLogsTest {
    private static final LeaseToken ATTEMPT = new LeaseToken(new JobId(0xa), 12_345, 2, 0xbeef);

    @TempDir
    Path data;

    /** Its files take no more than so many bytes. */
    private static final class FullDisk extends ForwardingDisk {
        private int room;
        private long free = 1L << 40;

        FullDisk(int room) {
            super(new NioDisk());
            this.room = room;
        }

        @Override
        public DiskFile create(Path file) throws IOException {
            return new Limited(super.create(file));
        }

        @Override
        public DiskFile open(Path file) throws IOException {
            return new Limited(super.open(file));
        }

        @Override
        public long room(Path folder) {
            return free;
        }

        private final class Limited extends ForwardingFile {
            Limited(DiskFile file) {
                super(file);
            }

            @Override
            public void write(ByteBuffer from, long offset) throws IOException {
                int fits = Math.min(room, from.remaining());
                ByteBuffer some = from.slice(from.position(), fits);
                boolean all = fits == from.remaining();
                room -= fits;
                super.write(some, offset);
                if (!all) {
                    throw new IOException("No space left on device");
                }
            }
        }
    }

    @Test
    void theFilesOfAHundredItemsShareAFolder() {
        AttemptLogs logs = logs(new NioDisk());
        logs.append(ATTEMPT, 0, bytes("x"));
        assertThat(data.resolve("logs/000000000000000a/123/12345-2-0000beef")).hasContent("x");
    }

    @Test
    void aFullDiskCutsALogAndLaterItGoesOn() throws IOException {
        FullDisk disk = new FullDisk(6);
        AttemptLogs logs = logs(disk);
        assertThat(logs.append(ATTEMPT, 0, bytes("abcd"))).isEqualTo(new StoredLog(4, false));
        assertThat(logs.append(ATTEMPT, 4, bytes("efgh"))).isEqualTo(new StoredLog(6, false));
        assertThat(logs.append(ATTEMPT, 4, bytes("efgh"))).isEqualTo(new StoredLog(6, false));
        disk.room = 100;
        assertThat(logs.append(ATTEMPT, 8, bytes("ij"))).isEqualTo(new StoredLog(6, false));
        assertThat(logs.append(ATTEMPT, 4, bytes("efghij"))).isEqualTo(new StoredLog(10, false));
        assertThat(read(logs)).isEqualTo("abcdefghij");
    }

    @Test
    void theLastRoomIsForResults() {
        FullDisk disk = new FullDisk(100);
        AttemptLogs logs = logs(disk);
        logs.append(ATTEMPT, 0, bytes("abcd"));
        disk.free = 64 << 20;
        assertThat(logs.append(ATTEMPT, 4, bytes("e"))).isEqualTo(new StoredLog(4, false));
        disk.free++;
        assertThat(logs.append(ATTEMPT, 4, bytes("e"))).isEqualTo(new StoredLog(5, false));
    }

    @Test
    void aKillInTheMiddleLeavesABeginningThatIsGoneOnWith() throws IOException {
        FullDisk disk = new FullDisk(3);
        assertThat(logs(disk).append(ATTEMPT, 0, bytes("abcd"))).isEqualTo(new StoredLog(3, false));
        AttemptLogs next = logs(new NioDisk());
        assertThat(next.append(ATTEMPT, 0, bytes("abcdef"))).isEqualTo(new StoredLog(6, false));
        assertThat(read(next)).isEqualTo("abcdef");
    }

    @Test
    void aStartRemovesTheLogsOfJobsThatAreNotThere() throws IOException {
        AttemptLogs logs = logs(new NioDisk());
        logs.append(ATTEMPT, 0, bytes("kept"));
        logs.append(new LeaseToken(new JobId(0xb), 1, 1, 1), 0, bytes("gone"));
        logs(new NioDisk()).keepOnly(Set.of(ATTEMPT.job()));
        assertThat(data.resolve("logs/000000000000000b")).doesNotExist();
        assertThat(read(logs)).isEqualTo("kept");
    }

    @Test
    void anEndDoesNotWaitForWhatIsRemoved() {
        AttemptLogs logs = logs(new NioDisk());
        logs.append(ATTEMPT, 0, bytes("x"));
        logs.close();
        logs.discard(ATTEMPT.job());
        assertThat(Files.exists(data.resolve("logs/000000000000000a/123/12345-2-0000beef")))
                .isTrue();
    }

    private AttemptLogs logs(Disk disk) {
        return new AttemptLogs(disk, data, Runnable::run);
    }

    private static String read(AttemptLogs logs) throws IOException {
        Optional<ResultFile> log = logs.open(ATTEMPT);
        try (ResultFile file = log.orElseThrow()) {
            ByteBuffer all = ByteBuffer.allocate((int) file.size());
            file.read(all, 0);
            return new String(all.array(), StandardCharsets.UTF_8);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
