package dev.workmanager.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What workers cost that have long items. */
final class IdleScenario implements Scenario {
    private static final List<Integer> WORKERS = List.of(10, 1_000, 5_000);
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** Whoever looks after workers for a night has met so many renewals soon. */
    private static final int WARM = 10;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String about() {
        return "workers that work on long items and renew their leases, three times in each of 30 s, on a connection each";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        String run = Long.toHexString(System.nanoTime());
        Duration time = setup.time().multipliedBy(setup.rounds());
        for (int workers : WORKERS) {
            try (Manager manager = setup.manager("idle", List.of("--numeric=0-999999999999"))) {
                double rate = workers * 3.0 / LEASE.toSeconds();
                new OpenLoad(manager, workers, i -> new RenewDialogue(run + "w" + i)).run(WARM * rate, setup.warm());
                OpenLoad load = new OpenLoad(manager, workers, i -> new RenewDialogue(run + i));
                Duration cpu = load.run(rate, time);
                rows.add(Report.row(
                        "workers",
                        (long) workers,
                        "renewals/s",
                        rate,
                        "p99 ms",
                        load.latencies().millis(990),
                        "manager, % of a processor",
                        100.0 * cpu.toNanos() / time.toNanos(),
                        "its memory, MiB",
                        manager.memory() >> 20));
            }
        }
        report.table(rows);
    }
}
