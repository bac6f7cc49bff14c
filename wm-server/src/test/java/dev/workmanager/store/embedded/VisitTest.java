package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Taken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers go through all items while the writer changes them, and checkpoints replace the files that they read from. */
class VisitTest {
    private static final int ITEMS = 8_000;
    private static final int BATCH = 40;
    private static final int READERS = 3;

    @TempDir
    Path folder;

    private final Job job =
            new Job(1, new JobId(42), Job.DEFAULT_NAME, Source.numeric(0, ITEMS - 1), Policy.DEFAULT, 1_000, true);
    private final AtomicLong acknowledged = new AtomicLong();

    @Test
    void noneMissesWhatWasThereWhenItBegan() throws Exception {
        EmbeddedOptions options = new EmbeddedOptions(
                folder.resolve("data"),
                folder.resolve("out"),
                InstantSource.system(),
                System::nanoTime,
                new SplittableRandom(1),
                6_000,
                64 << 10,
                1 << 20,
                Duration.ofSeconds(1),
                1_000);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (EmbeddedStore store = EmbeddedStore.open(options)) {
            store.submit(new Command.Submit(
                            new NewJob(job.id(), job.name(), job.source(), job.policy(), job.freshOut())))
                    .join();
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                reading.add(readers.submit(reader(store)));
            }
            complete(store);
            for (Future<Integer> reader : reading) {
                assertThat(reader.get(1, TimeUnit.MINUTES)).isGreaterThan(1);
            }
            assertThat(Manifest.read(new NioDisk(), options.data())
                            .orElseThrow()
                            .nextFile())
                    .as("files that were written meanwhile")
                    .isGreaterThan(20);
        } finally {
            readers.shutdown();
        }
    }

    /** One item after the other is done, a batch at a time. */
    private void complete(EmbeddedStore store) {
        for (int from = 0; from < ITEMS; from += BATCH) {
            List<CompletableFuture<Taken>> answers = new ArrayList<>();
            for (int id = from; id < from + BATCH; id++) {
                answers.add(store.submit(new Command.Complete(job.name(), id, Result.EMPTY, false, 0)));
            }
            answers.forEach(CompletableFuture::join);
            acknowledged.set(from + BATCH);
        }
    }

    private Callable<Integer> reader(EmbeddedStore store) {
        return () -> {
            int visits = 0;
            boolean last = false;
            while (!last) {
                long atLeast = acknowledged.get();
                last = atLeast == ITEMS;
                List<Long> done = new ArrayList<>();
                store.forEachItem(job.name(), ItemState.DONE, (index, item) -> done.add(index));
                for (int i = 0; i < atLeast; i++) {
                    assertThat(done.get(i)).isEqualTo(i);
                }
                assertThat(done).isSorted().doesNotHaveDuplicates();
                visits++;
            }
            return visits;
        };
    }
}
