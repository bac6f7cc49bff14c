package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A manager that stands still for many leases: when it goes on, those who held items still hold them. */
final class StandstillTest {
    private static final int ITEMS = 100;
    private static final int SLOTS = 4;
    private static final long STALL_SECONDS = 60;
    private static final long LEASE_SECONDS = 3;

    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger();

    /** What happens to the manager, and that it is over. */
    private interface Standstill {
        void begin() throws IOException, InterruptedException;

        void end() throws IOException, InterruptedException;
    }

    @Test
    void ofTheProcess() throws Exception {
        try (Manager manager = new Manager(folder, "-Xmx128m")) {
            run(manager, process(manager), 3 * LEASE_SECONDS);
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void ofTheProcessForAMinute() throws Exception {
        try (Manager manager = new Manager(folder, "-Xmx128m")) {
            run(manager, process(manager), 60);
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void ofTheDiskForAMinute() throws Exception {
        try (SmallDisk disk = SmallDisk.ext4(folder.resolve("disk"), 160);
                Manager manager = new Manager(folder, disk.folder(), "-Xmx128m")) {
            run(manager, disk(disk), 60);
        }
    }

    private static Standstill process(Manager manager) {
        return new Standstill() {
            @Override
            public void begin() throws IOException, InterruptedException {
                Hand.signal(manager.process(), "STOP");
            }

            @Override
            public void end() throws IOException, InterruptedException {
                Hand.signal(manager.process(), "CONT");
            }
        };
    }

    private static Standstill disk(SmallDisk disk) {
        return new Standstill() {
            @Override
            public void begin() throws IOException, InterruptedException {
                disk.freeze();
            }

            @Override
            public void end() throws IOException, InterruptedException {
                disk.thaw();
            }
        };
    }

    /** Somebody works all the time, so that the manager has something to write; others hold on to what they have. */
    private void run(Manager manager, Standstill standstill, long seconds)
            throws IOException, InterruptedException, TimeoutException {
        Files.writeString(folder.resolve("wm-config"), "lease: " + LEASE_SECONDS + "s\nnumeric: 1-" + ITEMS + "\n");
        try (Tap tap = new Tap(manager.port(), ledger, request -> Fate.PASS);
                Crew crew = new Crew(folder, ledger)) {
            manager.start();
            manager.awaitUp();
            crew.wrap(tap.url(), SLOTS, holding());
            ledger.awaitTally(tally -> tally.getOrDefault("exchange 200", 0) >= SLOTS, STALL_SECONDS);
            crew.wrap(tap.url(), 1, quick());
            ledger.awaitAcknowledged(10, STALL_SECONDS);
            standstill.begin();
            try {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
            } finally {
                standstill.end();
            }
            int renewals = renewals(ledger.tally());
            ledger.awaitTally(tally -> renewals(tally) > renewals + 6, STALL_SECONDS);
            Files.createFile(folder.resolve("go"));
            assertThat(manager.awaitEnd(STALL_SECONDS)).as(manager.said()).isZero();
            crew.awaitEnd(STALL_SECONDS);
        }
        assertThat(ledger.faults()).isEmpty();
        assertThat(ledger.attempts()).as("attempts; %s", ledger.tally()).isEqualTo(ITEMS);
        assertThat(ledger.tally()).doesNotContainKey("done superseded");
    }

    private static int renewals(Map<String, Integer> tally) {
        return tally.getOrDefault("renew 200", 0);
    }

    private Path holding() throws IOException {
        return script("holding.sh", "while [ ! -e go ]; do sleep 0.2; done");
    }

    private Path quick() throws IOException {
        return script("quick.sh", "sleep 0.1");
    }

    private Path script(String name, String line) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
