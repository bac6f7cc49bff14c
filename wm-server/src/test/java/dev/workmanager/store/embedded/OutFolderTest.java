package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the out folder does when its disk fails. */
class OutFolderTest {
    private static final Job JOB =
            new Job(1, new JobId(7), Job.DEFAULT_NAME, Source.numeric(0, 9), Policy.DEFAULT, 1_000, true);

    private final SimDisk disk = new SimDisk();
    private final OutFolder out = new OutFolder(disk, Path.of("/out"));

    @BeforeEach
    void create() throws IOException {
        out.create();
    }

    private void failAt(SimDisk.Operation failing) {
        disk.watch((operation, path) -> {
            if (operation == failing) {
                throw new IOException("Input/output error");
            }
        });
    }

    /** A second sync may succeed without what the first one has lost. */
    @Test
    void afterAFailedSyncNothingIsTriedAgain() throws IOException {
        out.lay(JOB, 3, new byte[] {3});
        failAt(SimDisk.Operation.SYNC_ALL);
        assertThatThrownBy(out::sync).isInstanceOf(SyncFailedException.class);
        disk.watchNoMore();
        assertThatThrownBy(out::sync).isInstanceOf(SyncFailedException.class);
    }

    @Test
    void whatIsSafeNeedsNoSync() throws IOException {
        out.lay(JOB, 3, new byte[] {3});
        out.sync();
        failAt(SimDisk.Operation.SYNC_ALL);
        assertThatCode(out::sync).doesNotThrowAnyException();
    }

    /** An exchange would name it, and a power loss take it away. */
    @Test
    void aPartThatIsNotSafeIsNotFound() throws IOException {
        failAt(SimDisk.Operation.SYNC_FOLDER);
        try (ResultPart part = new ResultPart(out, "token", finished -> {})) {
            part.write(ByteBuffer.wrap(new byte[] {1, 2}));
            assertThatThrownBy(part::finish).hasMessageContaining("Input/output error");
        }
        disk.watchNoMore();
        assertThat(ResultPart.read(out, "token")).isEmpty();
        assertThat(out.partNames()).isEmpty();
    }
}
