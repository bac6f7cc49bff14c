package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers are killed, stopped for longer than their leases, cut off and slowed down, and the manager is killed, too: each item has one
 * accepted completion, and who comes too late is told so.
 */
final class MisfortuneTest {
    private static final long STALL_SECONDS = 120;
    private static final long LEASE_MILLIS = 2_000;
    private static final double MOST_DONE = 0.8;

    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger();

    @Test
    void aJobOutlivesSome() throws Exception {
        run(1_200, 6, 2, 2);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void aJobOutlivesMany() throws Exception {
        run(30_000, 150, 4, 6);
    }

    private void run(int items, int misfortunes, int wrappers, int clients)
            throws IOException, InterruptedException, TimeoutException {
        long seed = Seed.get();
        SplittableRandom random = new SplittableRandom(seed);
        Files.writeString(
                folder.resolve("wm-config"),
                "lease: " + LEASE_MILLIS + "ms\nattempts: 1000\ncrash-limit: 1000\nhalt: never\nbackoff: 10ms-100ms\n"
                        + "numeric: 1-" + items + "\n");
        try (Manager manager = new Manager(folder, "-Xmx128m");
                Tap tap = new Tap(manager.port(), ledger, request -> Fate.PASS);
                Crew crew = new Crew(folder, ledger)) {
            manager.start();
            manager.awaitUp();
            StatusWatch watch = StatusWatch.start(manager.port(), ledger);
            List<Hand> hands = new ArrayList<>();
            for (int i = 0; i < wrappers; i++) {
                hands.add(new Hand(manager, ledger, crew, Crew.resultScript(folder)));
            }
            for (int i = 0; i < clients; i++) {
                crew.add(new NativeClient(tap.port(), random.split(), crew.over(), 4, 40, 2 * LEASE_MILLIS));
            }
            for (int i = 1; i <= misfortunes; i++) {
                ledger.awaitAcknowledged(items * i / (misfortunes + 2), STALL_SECONDS);
                if (ledger.acknowledged() > items * MOST_DONE) {
                    // Soon nobody is left whom anything could befall.
                    break;
                }
                befall(manager, hands.get(random.nextInt(wrappers)), i, random);
            }
            assertThat(manager.awaitEnd(STALL_SECONDS)).as(manager.said()).isZero();
            crew.awaitEnd(STALL_SECONDS);
            watch.close();
            assertThat(watch.last().itemsDone()).isEqualTo(items);
            for (Hand hand : hands) {
                hand.close();
            }
        }
        assertThat(new Audit(ledger, folder.resolve("out"), items).findings())
                .as("seed %d; %s", seed, ledger.tally())
                .isEmpty();
        assertThat(ledger.tally()).as("seed %d", seed).containsKey("done superseded");
        System.out.println(misfortunes + " misfortunes, seed " + seed + ": " + ledger.tally());
    }

    private void befall(Manager manager, Hand hand, int number, SplittableRandom random)
            throws IOException, InterruptedException, TimeoutException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(random.nextLong(LEASE_MILLIS / 2, 2 * LEASE_MILLIS));
        switch (number % 5) {
            case 0 -> {
                manager.kill();
                manager.start();
                manager.awaitUp();
            }
            case 1 -> {
                hand.stop();
                LockSupport.parkNanos(nanos);
                hand.goOn();
            }
            case 2 -> hand.kill();
            case 3 -> {
                hand.network(Fate.LOSE_REQUEST);
                LockSupport.parkNanos(nanos);
                hand.network(Fate.PASS);
            }
            default -> hand.network(random.nextBoolean() ? Fate.SLOW : Fate.PASS);
        }
    }
}
