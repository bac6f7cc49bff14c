package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.metrics.Family;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why the store takes no changes, while it takes none. */
final class ObstaclesTest {
    private static final OpenStore.Sizes SIZES = new OpenStore.Sizes(1 << 20, 1 << 20, 64 << 20);

    private final SimDisk disk = new SimDisk();
    private final VirtualClock clock = new VirtualClock(1_700_000_000_000L, 77);
    private OpenStore open;

    @BeforeEach
    void start() throws IOException {
        Job job = new Job(1, new JobId(7), Job.DEFAULT_NAME, Source.numeric(5, 104), SimFolders.POLICY, 1_000, true);
        open = OpenStore.open(disk, new SimFolders(disk, job), clock, new SplittableRandom(3), SIZES);
        open.create();
        open.store().step();
        assertThat(open.store().obstacle()).isEmpty();
    }

    private void refuse(SimDisk.Operation refused, Path folder, String why) {
        disk.watch((operation, path) -> {
            if (operation == refused && path.startsWith(folder)) {
                throw new IOException(why);
            }
        });
    }

    private double value(String name) {
        return open.store().measure().stream()
                .filter(family -> family.name().equals(name))
                .map(family -> (Family.Sample.Value) family.samples().get(0))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private CompletableFuture<?> submit(String name) {
        Job like = open.job();
        CompletableFuture<Job> made = open.store()
                .submit(new Command.Submit(
                        new NewJob(new JobId(name.hashCode()), name, like.source(), like.policy(), true)));
        open.store().step();
        return made;
    }

    @Test
    void tellsOfAJournalThatCannotBeWrittenUntilItCan() {
        refuse(SimDisk.Operation.WRITE, SimFolders.DATA, "No space left on device");
        assertThatThrownBy(submit("other")::join).hasCauseInstanceOf(RefusedException.class);
        assertThat(open.store().obstacle()).get().asString().contains("refused to be written");

        disk.watch((operation, path) -> {});
        submit("other").join();
        assertThat(open.store().obstacle()).isEmpty();
    }

    /** Nobody may come as long as it says so, and then nobody would find out that it is over. */
    @Test
    void forgetsThatTheJournalWasRefusedAfterAWhile() {
        refuse(SimDisk.Operation.WRITE, SimFolders.DATA, "No space left on device");
        assertThatThrownBy(submit("other")::join).hasCauseInstanceOf(RefusedException.class);

        open.pass(29);
        assertThat(open.store().obstacle()).isPresent();
        open.pass(1);
        assertThat(open.store().obstacle()).isEmpty();
    }

    @Test
    void tellsOfResultsThatHaveNoRoom() throws IOException {
        refuse(SimDisk.Operation.CREATE, SimFolders.OUT, "No space left on device");
        CompletableFuture<?> done = open.store()
                .submit(new Command.Complete(
                        Job.DEFAULT_NAME, 5, Clients.inline("seventeen".getBytes(StandardCharsets.UTF_8)), false, 0));
        open.store().step();
        assertThatThrownBy(done::join).hasCauseInstanceOf(RefusedException.class);
        assertThat(open.store().obstacle()).get().asString().contains("no room for results");
        assertThat(value("wm_results_refused")).isEqualTo(1);
        assertThat(value("wm_results_ahead_bytes")).isEqualTo(9);

        disk.watch((operation, path) -> {});
        open.pass(2);
        assertThat(open.store().obstacle()).isEmpty();
        assertThat(value("wm_results_refused")).isZero();
        assertThat(value("wm_results_ahead_bytes")).isZero();
    }

    @Test
    void tellsOfAFailedStore() {
        refuse(SimDisk.Operation.SYNC, SimFolders.DATA, "Input/output error");
        assertThatThrownBy(submit("other")::join).hasCauseInstanceOf(RefusedException.class);
        assertThat(open.store().obstacle()).get().asString().contains("can go on no more");
        assertThat(value("wm_store_failed")).isEqualTo(1);
    }
}
