package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Job;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.NewJob;
import dev.workmanager.store.ItemList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** A store on a {@link SimDisk}, in a process with a clock of its own. It has no threads: nothing happens but in a step. */
record OpenStore(EmbeddedStore store, SimFolders folders, VirtualClock clock) {

    /**
     * Sizes that make much happen within a few commands.
     *
     * @param changedBytes see {@link EmbeddedOptions}
     */
    record Sizes(long changedBytes, long segmentBytes, long journalBytes) {}

    static OpenStore open(Disk disk, SimFolders folders, VirtualClock clock, RandomGenerator random, Sizes sizes)
            throws IOException {
        EmbeddedOptions options = new EmbeddedOptions(
                SimFolders.DATA,
                SimFolders.OUT,
                clock,
                clock::nanos,
                random,
                sizes.changedBytes(),
                sizes.segmentBytes(),
                sizes.journalBytes(),
                Duration.ofSeconds(1),
                1_000);
        disk.createFolders(SimFolders.DATA);
        return new OpenStore(new EmbeddedStore(disk, options, Runnable::run, Runnable::run), folders, clock);
    }

    Job job() {
        return folders.job();
    }

    /** Makes the job, and its list before that. */
    void create() throws IOException {
        if (job().source().hasData()) {
            try (ItemList list = store.newItemList(job().id())) {
                for (long index = 0; index < job().source().count(); index++) {
                    byte[] line = line(index).getBytes(StandardCharsets.UTF_8);
                    list.add(line, 0, line.length);
                }
            }
        }
        CompletableFuture<Job> unused = store.submit(new Command.Submit(
                new NewJob(job().id(), job().name(), job().source(), job().policy(), job().freshOut())));
    }

    private static String line(long index) {
        return "line ".repeat((int) (index % 7)) + index;
    }

    /** Looks whether some lines of the list are as they were. */
    void checkData() {
        if (store.job(job().name()).isPresent() && job().source().hasData()) {
            long last = job().source().count() - 1;
            for (long index : new long[] {0, 1, last / 2, last}) {
                assertThat(store.data(job(), index)).isEqualTo(line(index));
            }
        }
    }

    StateView view() {
        return StateView.of(store);
    }

    /** Lets time go by, a second at a time, as the store's own timer would. */
    void pass(long seconds) {
        for (long i = 0; i < seconds; i++) {
            clock.pass(1_000);
            store.step();
        }
    }
}
