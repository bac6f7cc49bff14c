package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A store under work, and a crash at each single operation on its disk: what is left is opened by another store, which must know all
 * that was acknowledged by then and nothing that never happened. One of these goes on as the first did: that is its next life.
 *
 * <p>What must be so is known in two ways: from the answers that clients have got ({@link ClientLedger}), and from what the store
 * itself was before and after the step that the crash fell into.
 */
final class CrashRun {
    /**
     * What is done.
     *
     * @param lives how many times the store is started
     * @param steps in each life
     * @param sizes of the store
     */
    record Plan(int lives, int steps, int items, OpenStore.Sizes sizes) {}

    private final long seed;
    private final Plan plan;
    private final Mutant mutant;
    private final RandomGenerator random;
    private final Job job;

    private SimDisk disk;
    private VirtualClock clock = new VirtualClock(1_700_000_000_000L, 77);
    private OpenStore open;
    private Clients clients;
    private StateView before;
    private int answersBefore;
    private final List<Seen> seen = new ArrayList<>();
    private @Nullable Successor successor;
    private boolean chooseSuccessor;
    private long operations;
    private long crashes;

    /** What another store has found, and whether it had to find what the step brought. */
    private record Seen(StateView view, boolean answered) {}

    /** The next life. */
    private record Successor(SimDisk disk, Clients clients, VirtualClock clock) {}

    CrashRun(long seed, Plan plan, Mutant mutant) throws IOException {
        this.seed = seed;
        this.mutant = mutant;
        this.plan = plan;
        this.random = new SplittableRandom(seed);
        Source source = seed % 2 == 0
                ? Source.numeric(5, 4 + plan.items())
                : new Source(Source.Kind.LIST_FILE, 1, plan.items(), "list-file: x");
        this.job = new Job(1, new JobId(seed), Job.DEFAULT_NAME, source, SimFolders.POLICY, 1_000, true);
        this.disk = new SimDisk(mutant::lies);
        this.clients = new Clients(random, job);
        this.before = StateView.NOTHING;
        this.open = start();
    }

    /** Runs it; how many crashes that were. */
    long run() throws IOException {
        for (int life = 0; life < plan.lives(); life++) {
            for (int step = 0; step < plan.steps(); step++) {
                chooseSuccessor = life + 1 < plan.lives() && step >= plan.steps() - 5;
                step(life == 0 && step == 0);
                if (successor != null) {
                    break;
                }
            }
            if (successor != null) {
                beginNextLife(successor);
            }
        }
        disk.watchNoMore();
        new Finisher(open, random).finish(clients.ledger());
        return crashes;
    }

    private void beginNextLife(Successor next) throws IOException {
        successor = null;
        chooseSuccessor = false;
        disk.watchNoMore();
        disk = next.disk();
        clients = next.clients();
        clock = next.clock();
        answersBefore = 0;
        open = start();
        compare(before, open.view());
        before = open.view();
        SimFolders folders = open.folders();
        clients.ledger().check(before, folders.results());
        clients.ledger().settle(before, folders.results());
    }

    private OpenStore start() throws IOException {
        disk.watch(this::before);
        return OpenStore.open(mutant.diskOf(disk), new SimFolders(disk, job), clock, random, plan.sizes());
    }

    private void step(boolean first) throws IOException {
        before = open.view();
        answersBefore = clients.ledger().answers();
        if (first) {
            open.create();
        } else {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                clients.act(open.store());
            }
        }
        if (random.nextInt(8) == 0) {
            clock.pass(random.nextLong(100, 20_000));
        }
        open.store().step();
        if (random.nextInt(40) == 0) {
            open.store().checkpoint();
            open.store().step();
        }
        clients.ledger().throwComplaint();
        clients.checkTold();
        compare(before, open.view());
    }

    private void compare(StateView earlier, StateView later) {
        for (Seen one : seen) {
            if (!one.view().equals(later)) {
                assertThat(one.view().equals(earlier) && !one.answered())
                        .as(
                                "seed %d, answered: %s: %s",
                                seed, one.answered(), one.view().difference(one.answered() ? later : earlier))
                        .isTrue();
            }
        }
        seen.clear();
    }

    private void before(SimDisk.Operation operation, Path path) {
        operations++;
        try {
            look(random.nextInt(4) == 0 ? disk.copy() : disk.crashed(random), 2);
            if (chooseSuccessor && successor == null && random.nextInt(10) == 0) {
                successor = new Successor(
                        random.nextBoolean() ? disk.copy() : disk.crashed(random), clients.copy(), clock.ofNextStart());
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed %d, crash before operation %d, %s of %s".formatted(seed, operations, operation, path), e);
        }
    }

    /** Opens what a crash has left. */
    private void look(SimDisk left, int deeper) throws IOException {
        crashes++;
        if (deeper > 0 && random.nextInt(10) == 0) {
            left.watch((operation, path) -> lookAgain(left, deeper));
        }
        SimFolders folders = new SimFolders(left, job);
        OpenStore found = OpenStore.open(mutant.diskOf(left), folders, clock.ofNextStart(), random, plan.sizes());
        left.watchNoMore();
        StateView view = found.view();
        folders.check(view);
        found.checkData();
        clients.ledger().check(view, folders.results());
        seen.add(new Seen(view, clients.ledger().answers() > answersBefore));
        if (view.job() != null && random.nextInt(10) == 0) {
            finish(found);
        }
    }

    private void lookAgain(SimDisk left, int deeper) throws IOException {
        if (random.nextInt(3) == 0) {
            look(random.nextInt(4) == 0 ? left.copy() : left.crashed(random), deeper - 1);
        }
    }

    private void finish(OpenStore found) throws IOException {
        Finisher finisher = new Finisher(found, random);
        ClientLedger ledger = clients.ledger().copy();
        finisher.bringOldTokens(ledger);
        finisher.finish(ledger);
        StateView view = found.view();
        SimDisk left = found.folders().disk().crashed(random);
        SimFolders folders = new SimFolders(left, job);
        OpenStore again =
                OpenStore.open(mutant.diskOf(left), folders, found.clock().ofNextStart(), random, plan.sizes());
        assertThat(again.view()).isEqualTo(view);
        folders.check(view);
    }
}
