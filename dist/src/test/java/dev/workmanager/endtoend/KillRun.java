package dev.workmanager.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** One job, worked on by everybody, whose manager is killed again and again. */
final class KillRun {
    private static final long STALL_SECONDS = 120;

    /**
     * How much of it.
     *
     * @param items how many items the job has
     * @param kills how often the manager is killed while it works; while it starts it is killed besides
     * @param wrappers how many wm-wrap processes work on it, with two slots each
     * @param natives how many clients of our own by the native routes
     * @param seeds how many by the seed's routes
     * @param most what a native client takes at a time, at most
     * @param workMillis how long a client works between two requests, at most
     * @param javaOptions for the manager's JVM
     */
    record Plan(
            int items,
            int kills,
            int wrappers,
            int natives,
            int seeds,
            int most,
            long workMillis,
            String javaOptions) {}

    /** Something that happens to the folders while no manager runs. */
    interface Sabotage {
        Sabotage NONE = (data, kill) -> {};

        void hurt(Path data, int kill) throws IOException;
    }

    private final Path folder;
    private final Plan plan;
    private final SplittableRandom random;
    private final Sabotage sabotage;
    private final Ledger ledger = new Ledger();
    private int kills;

    KillRun(Path folder, Plan plan, long seed, Sabotage sabotage) {
        this.folder = folder;
        this.plan = plan;
        this.random = new SplittableRandom(seed);
        this.sabotage = sabotage;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Runs it to its end; gives what the ledger, the status, the out folder and the exit codes disagree on. */
    List<String> findings() throws IOException, InterruptedException, TimeoutException {
        Files.writeString(
                folder.resolve("wm-config"), "attempts: 100\nbackoff: 10ms-100ms\nnumeric: 1-" + plan.items() + "\n");
        try (Manager manager = new Manager(folder, plan.javaOptions());
                Tap tap = new Tap(manager.port(), ledger, request -> Fate.PASS);
                Crew crew = new Crew(folder, ledger)) {
            manager.start();
            manager.awaitUp();
            StatusWatch watch = StatusWatch.start(manager.port(), ledger);
            staff(crew, tap);
            while (kills < plan.kills()) {
                ledger.awaitAcknowledged(nextMoment(), STALL_SECONDS);
                LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(15)));
                kill(manager);
            }
            requireSuccess(manager.awaitEnd(STALL_SECONDS), manager);
            crew.awaitEnd(STALL_SECONDS);
            watch.close();
            requireAllDone(watch.last());
            requireSameAgain(manager);
        }
        return new Audit(ledger, folder.resolve("out"), plan.items()).findings();
    }

    private void staff(Crew crew, Tap tap) throws IOException {
        Path script = Crew.resultScript(folder);
        for (int i = 0; i < plan.wrappers(); i++) {
            crew.wrap(tap.url(), 2, script);
        }
        IntStream.range(0, plan.natives())
                .mapToObj(
                        i -> new NativeClient(tap.port(), random.split(), crew.over(), plan.most(), plan.workMillis()))
                .forEach(crew::add);
        IntStream.range(0, plan.seeds())
                .mapToObj(i -> new SeedClient(tap.port(), random.split(), crew.over(), plan.workMillis()))
                .forEach(crew::add);
    }

    /** After how many items it is killed next: somewhere in its share of the first nine tenths. */
    private int nextMoment() {
        double share = (kills + random.nextDouble()) / plan.kills();
        return (int) (plan.items() * (0.02 + 0.88 * share));
    }

    /** Kills it and starts it again; now and then it does not come as far as to answer. */
    private void kill(Manager manager) throws IOException, InterruptedException, TimeoutException {
        kills++;
        manager.kill();
        sabotage.hurt(manager.data(), kills);
        while (random.nextInt(5) == 0) {
            Process starting = start(manager);
            if (!starting.waitFor(random.nextLong(1_500), TimeUnit.MILLISECONDS)) {
                manager.kill();
            }
        }
        start(manager);
        manager.awaitUp();
    }

    /** What a requester without a name has forgotten comes back by --wipe only: so the last start has it. */
    private Process start(Manager manager) throws IOException {
        return kills == plan.kills() || random.nextInt(5) == 0 ? manager.start("--wipe") : manager.start();
    }

    private void requireSuccess(int code, Manager manager) throws IOException {
        if (code != 0) {
            ledger.fault("the manager ended with exit code " + code + ": " + manager.said());
        }
    }

    private void requireAllDone(StatusWatch.Status status) {
        if (status.itemsDone() != plan.items()) {
            ledger.fault("the last status says " + status);
        }
    }

    /** Started on the finished job it ends again as it did. */
    private void requireSameAgain(Manager manager) throws IOException, InterruptedException, TimeoutException {
        StatusWatch watch = StatusWatch.start(manager.port(), ledger);
        manager.start();
        requireSuccess(manager.awaitEnd(60), manager);
        watch.close();
        requireAllDone(watch.last());
    }
}
