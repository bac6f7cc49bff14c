package dev.workmanager.bench;

import java.time.Duration;
import java.util.List;

/** How long one pair takes at a rate that the server can bear. */
final class LatencyScenario implements Scenario {
    private static final int CONNECTIONS = 64;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "times of single pairs at half of the highest rate, 64 connections, from the moment when each is due";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        String run = Long.toHexString(System.nanoTime());
        int[] drives = {0};
        try (Manager manager = setup.manager("latency", List.of("--numeric=0-999999999999"))) {
            Load.Contender exchange =
                    new Load.Contender("exchange", manager, i -> new ExchangeDialogue(run + drives[0]++, 1, 0, false));
            exchange.load(CONNECTIONS).run(setup.warm());
            double half = exchange.load(CONNECTIONS).run(setup.time()).rate() / 2;
            Duration time = setup.time().multipliedBy(setup.rounds());
            OpenLoad load =
                    new OpenLoad(manager, CONNECTIONS, i -> new ExchangeDialogue(run + drives[0]++, 1, 0, false));
            Duration cpu = load.run(half, time);
            report.table(List.of(Report.row(
                    "pairs/s", half,
                    "p50 ms", load.latencies().millis(500),
                    "p99 ms", load.latencies().millis(990),
                    "p99.9 ms", load.latencies().millis(999),
                    "longest ms", load.latencies().millis(1_000),
                    "of which the generator, p99 ms", load.delays().millis(990),
                    "server, % of a processor", 100.0 * cpu.toNanos() / time.toNanos())));
        }
    }
}
