package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.rules.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When a checkpoint is due. */
class CheckpointsTest {
    private static final int SEGMENT = 4_000;
    private static final OpenStore.Sizes SIZES = new OpenStore.Sizes(1 << 20, SEGMENT, 1 << 20);

    private final SimDisk disk = new SimDisk();
    private long room = Long.MAX_VALUE;

    @Test
    void theJournalTakesNoMoreRoomThanItLeaves() throws IOException {
        OpenStore open = open();
        complete(open, 0, 20);
        assertThat(segments()).isGreaterThan(8);
        room = SEGMENT;
        open.pass(1);
        complete(open, 20, 40);
        assertThat(segments()).isLessThan(4);
    }

    private OpenStore open() throws IOException {
        Job job = new Job(1, new JobId(42), Job.DEFAULT_NAME, Source.numeric(0, 99), Policy.DEFAULT, 1_000, true);
        OpenStore open = OpenStore.open(
                new ForwardingDisk(disk) {
                    @Override
                    public long room(Path folder) {
                        return room;
                    }
                },
                new SimFolders(disk, job),
                new VirtualClock(0, 0),
                new SplittableRandom(1),
                SIZES);
        open.create();
        open.store().step();
        return open;
    }

    private static void complete(OpenStore open, int from, int to) {
        for (int id = from; id < to; id++) {
            CompletableFuture<?> answer = open.store()
                    .submit(new Command.Complete(
                            Job.DEFAULT_NAME, id, Clients.inline(new byte[SEGMENT / 2]), false, 0));
            open.store().step();
            answer.join();
        }
    }

    private long segments() throws IOException {
        return disk.list(SimFolders.DATA.resolve("journal")).stream()
                .filter(name -> name.endsWith(Segment.SUFFIX))
                .count();
    }
}
