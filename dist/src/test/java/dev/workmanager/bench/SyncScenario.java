package dev.workmanager.bench;

import java.util.List;

/** What being durable costs. */
final class SyncScenario implements Scenario {
    private static final int CONNECTIONS = 64;

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public String about() {
        return "the same against the same server whose every sync does nothing (eatmydata), 64 connections";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        if (!Peers.has("eatmydata")) {
            report.say("- eatmydata is not installed: not measured");
            return;
        }
        List<String> job = List.of("--numeric=0-999999999999");
        String run = Long.toHexString(System.nanoTime());
        int[] drives = {0};
        try (Manager careless = Manager.start(setup, "careless", List.of("eatmydata"), "", job);
                Manager durable = setup.manager("durable", job)) {
            Pair.compare(
                    setup,
                    report,
                    CONNECTIONS,
                    new Load.Contender(
                            "without sync", careless, i -> new ExchangeDialogue(run + drives[0]++, 1, 0, false)),
                    new Load.Contender("durable", durable, i -> new ExchangeDialogue(run + drives[0]++, 1, 0, false)),
                    "durable x without sync",
                    0.85);
        }
    }
}
