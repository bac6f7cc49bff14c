package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import dev.workmanager.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A store under work, whose disk refuses something. After each step what would be left by a crash is what the store says; who was
 * refused comes again, and in the end all is well.
 */
final class RefusalRun {
    private static final Set<SimDisk.Operation> NEED_ROOM = EnumSet.of(
            SimDisk.Operation.CREATE, SimDisk.Operation.WRITE, SimDisk.Operation.RENAME, SimDisk.Operation.MAKE_FOLDER);
    private static final Set<SimDisk.Operation> SYNCS =
            EnumSet.of(SimDisk.Operation.SYNC, SimDisk.Operation.SYNC_FOLDER, SimDisk.Operation.SYNC_ALL);
    private static final OpenStore.Sizes SIZES = new OpenStore.Sizes(20_000, 8 << 10, 64 << 10);
    private static final int ITEMS = 300;
    private static final int STEPS = 60;
    private static final int STEPS_TO_HEAL = 6;

    /**
     * What the disk refuses.
     *
     * @param at the number of the operation
     * @param once only that, or all from there on until it is healed
     * @param full whether for want of room; else for an error of the device
     */
    record Fault(long at, boolean once, boolean full) {
        private boolean refuses(SimDisk.Operation operation) {
            return full ? NEED_ROOM.contains(operation) : operation != SimDisk.Operation.DELETE;
        }

        private IOException exception() {
            return new IOException(full ? "No space left on device" : "Input/output error");
        }
    }

    private final RandomGenerator random;
    private final Fault fault;
    private final Job job;
    private final VirtualClock clock = new VirtualClock(1_700_000_000_000L, 77);
    private final Clients clients;
    private SimDisk disk = new SimDisk();
    private long operations;
    private boolean healed;
    private boolean syncRefused;
    private boolean startedAgain;
    private int hits;

    RefusalRun(long seed, Fault fault) {
        this.random = new SplittableRandom(seed);
        this.fault = fault;
        this.job = new Job(
                1, new JobId(seed), Job.DEFAULT_NAME, Source.numeric(5, 4 + ITEMS), SimFolders.POLICY, 1_000, true);
        this.clients = new Clients(random, job);
        disk.watch(this::before);
    }

    private void before(SimDisk.Operation operation, Path path) throws IOException {
        operations++;
        boolean now = operations >= fault.at() && !healed && !(fault.once() && hits > 0);
        if (now && fault.refuses(operation)) {
            hits++;
            syncRefused |= SYNCS.contains(operation);
            throw fault.exception();
        }
    }

    /** Runs it; how many operations were refused. */
    int run() throws IOException {
        OpenStore store = start();
        int sinceHit = 0;
        for (int step = 0; step < STEPS; step++) {
            store = step(store);
            sinceHit += hits > 0 ? 1 : 0;
            if (sinceHit == STEPS_TO_HEAL) {
                healed = true;
                clock.pass(2_000);
            }
        }
        healed = true;
        disk.watchNoMore();
        clock.pass(2_000);
        store.store().step();
        store.store().step();
        assertThat(store.store().failure()).isNotDone();
        clients.checkReturned();
        if (!startedAgain) {
            clients.ledger().checkStrays(store.view());
        }
        new Finisher(store, random).finish(clients.ledger());
        left(store).check(store.view());
        return hits;
    }

    private OpenStore start() throws IOException {
        while (true) {
            try {
                return OpenStore.open(disk, new SimFolders(disk, job), clock, random, SIZES);
            } catch (IOException | StoreException refused) {
                assertThat(hits).as("%s, though nothing was refused", refused).isPositive();
                healed = true;
            }
        }
    }

    private OpenStore step(OpenStore store) throws IOException {
        if (store.store().job(job.name()).isEmpty()) {
            store.create();
        } else {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                clients.act(store.store());
            }
        }
        clock.pass(random.nextInt(8) == 0 ? random.nextLong(100, 20_000) : 400);
        store.store().step();
        clients.ledger().throwComplaint();
        clients.checkTold();
        if (store.store().failure().isDone()) {
            assertThat(syncRefused).as("it gave up after a sync was refused").isTrue();
            store.store().step();
            return startAgain();
        }
        if (hits > 0) {
            SimFolders left = left(store);
            clients.ledger().check(store.view(), left.results());
        }
        return store;
    }

    private OpenStore startAgain() throws IOException {
        healed = true;
        startedAgain = true;
        disk.watchNoMore();
        disk = random.nextBoolean() ? disk.copy() : disk.crashed(random);
        OpenStore store = start();
        StateView view = store.view();
        store.folders().check(view);
        clients.ledger().check(view, store.folders().results());
        clients.ledger().settle(view, store.folders().results());
        return store;
    }

    /** What a crash would leave now; it has to be what the store says. */
    private SimFolders left(OpenStore store) throws IOException {
        SimDisk left = random.nextBoolean() ? disk.copy() : disk.crashed(random);
        SimFolders folders = new SimFolders(left, job);
        StateView view = OpenStore.open(left, folders, clock.ofNextStart(), random, SIZES)
                .view();
        assertThat(view).as("what is left").isEqualTo(store.view());
        folders.check(view);
        return folders;
    }
}
