package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that loses, cuts, doubles and reorders, and a manager that is killed: nothing is done twice, and nothing lies with nobody,
 * not even for the length of a lease.
 */
final class LostAnswersTest {
    private static final long STALL_SECONDS = 120;

    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger();

    @Test
    void thousandsOfExchanges() throws Exception {
        run(3_000, 4, 2);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void manyThousandsOfExchanges() throws Exception {
        run(100_000, 8, 20);
    }

    private void run(int items, int clients, int kills) throws IOException, InterruptedException, TimeoutException {
        long seed = Seed.get();
        SplittableRandom random = new SplittableRandom(seed);
        Files.writeString(folder.resolve("wm-config"), "attempts: 100\nbackoff: 0s\nnumeric: 1-" + items + "\n");
        try (Manager manager = new Manager(folder, "-Xmx128m");
                Tap tap = new Tap(manager.port(), ledger, new BadNetwork(random.split()));
                Crew crew = new Crew(folder, ledger)) {
            manager.start();
            manager.awaitUp();
            StatusWatch watch = StatusWatch.start(manager.port(), ledger);
            crew.wrap(tap.url(), 2, Crew.resultScript(folder));
            IntStream.range(0, clients)
                    .mapToObj(i -> new NativeClient(tap.port(), random.split(), crew.over(), 4, 0))
                    .forEach(crew::add);
            for (int kill = 1; kill <= kills; kill++) {
                ledger.awaitAcknowledged(items * kill / (kills + 1), STALL_SECONDS);
                manager.kill();
                manager.start();
                manager.awaitUp();
            }
            assertThat(manager.awaitEnd(STALL_SECONDS)).as(manager.said()).isZero();
            crew.awaitEnd(STALL_SECONDS);
            watch.close();
            assertThat(watch.last().itemsDone()).isEqualTo(items);
        }
        assertThat(new Audit(ledger, folder.resolve("out"), items).findings())
                .as("seed %d; %s", seed, ledger.tally())
                .isEmpty();
        assertThat(ledger.attempts() - ledger.attemptsNotDone())
                .as("attempts that ended as done: an item more was handed out only after one that did not")
                .isEqualTo(items);
        System.out.println("lost answers, seed " + seed + ": " + ledger.tally());
    }
}
