package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No room: refused with 507, nothing acknowledged and lost; and when there is room again the job goes on to its end. */
final class DiskFullTest {
    private static final long STALL_SECONDS = 120;
    private static final int MEBIBYTES = 160;

    @TempDir
    Path folder;

    /** The exit code of a manager that cannot begin for want of room. */
    private static final int NO_ROOM = 78;

    private final Ledger ledger = new Ledger();
    private final SplittableRandom random = new SplittableRandom(Seed.get());

    @Test
    void theManagerGoesOnWhenThereIsRoomAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.inMemory(folder.resolve("disk"), MEBIBYTES)) {
            run(disk, 4_000, 2, false);
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void onExt4() throws Exception {
        try (SmallDisk disk = SmallDisk.ext4(folder.resolve("disk"), MEBIBYTES)) {
            run(disk, 20_000, 10, false);
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void andItIsKilledWhileThereIsNone() throws Exception {
        try (SmallDisk disk = SmallDisk.ext4(folder.resolve("disk"), MEBIBYTES)) {
            run(disk, 20_000, 10, true);
        }
    }

    private void run(SmallDisk disk, int items, int times, boolean kills)
            throws IOException, InterruptedException, TimeoutException {
        Files.writeString(
                folder.resolve("wm-config"), "attempts: 100\nbackoff: 10ms-100ms\nnumeric: 1-" + items + "\n");
        try (Manager manager = new Manager(folder, disk.folder(), "-Xmx128m");
                Tap tap = new Tap(manager.port(), ledger, request -> Fate.PASS);
                Crew crew = new Crew(folder, ledger)) {
            manager.start();
            manager.awaitUp();
            StatusWatch watch = StatusWatch.start(manager.port(), ledger);
            crew.wrap(tap.url(), 1, Crew.resultScript(folder));
            for (int i = 0; i < 2; i++) {
                crew.add(new NativeClient(tap.port(), random.split(), crew.over(), 5, 2));
            }
            crew.add(new SeedClient(tap.port(), random.split(), crew.over(), 5));
            for (int time = 1; time <= times; time++) {
                ledger.awaitAcknowledged(items * time / (times + 1), STALL_SECONDS);
                fill(disk, manager, kills);
            }
            assertThat(manager.awaitEnd(STALL_SECONDS)).as(manager.said()).isZero();
            crew.awaitEnd(STALL_SECONDS);
            watch.close();
            assertThat(watch.last().itemsDone()).isEqualTo(items);
        }
        assertThat(new Audit(ledger, disk.folder().resolve("out"), items).findings())
                .as("%s", ledger.tally())
                .isEmpty();
        System.out.println("disk full: " + ledger.tally());
    }

    private void fill(SmallDisk disk, Manager manager, boolean kills)
            throws IOException, InterruptedException, TimeoutException {
        int before = refused(ledger.tally());
        disk.fill();
        ledger.awaitTally(
                tally -> refused(tally) >= before + 20 || !manager.process().isAlive(), STALL_SECONDS);
        if (!manager.process().isAlive()) {
            // It had done the last item before the disk was full.
            disk.empty();
            return;
        }
        assertThat(Audit.lost(ledger, manager.out())).isEmpty();
        if (kills) {
            manager.kill();
            manager.start("--wipe");
            if (manager.process().waitFor(random.nextLong(3_000), TimeUnit.MILLISECONDS)) {
                assertThat(manager.process().exitValue()).as(manager.said()).isEqualTo(NO_ROOM);
            }
            manager.kill();
        }
        disk.empty();
        if (kills) {
            startWhenThereIsRoom(manager);
        }
    }

    /** The file system may take a moment to give back the room. */
    private static void startWhenThereIsRoom(Manager manager) throws IOException, TimeoutException {
        for (int tries = 1; ; tries++) {
            manager.start("--wipe");
            try {
                manager.awaitUp();
                return;
            } catch (IOException e) {
                if (tries == 5 || manager.process().exitValue() != NO_ROOM) {
                    throw e;
                }
            }
        }
    }

    private static int refused(Map<String, Integer> tally) {
        return tally.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" 507"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
