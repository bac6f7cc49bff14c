package dev.workmanager.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether it matters how many jobs the items are in. */
final class JobsScenario implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int JOBS = 1_000;
    private static final long ITEMS = 1_000_000;
    private static final Duration ENOUGH = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String about() {
        return "pairs a second of a million items in 1,000 jobs, against those of one job, 64 connections";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        try (Manager one = setup.manager("one-job", List.of("--keep"));
                Manager many = setup.manager("many-jobs", List.of("--keep"))) {
            submit(one, 1);
            submit(many, JOBS);
            Pair.tell(report, List.of("in 1 job", "in 1,000 jobs"), measure(setup, one, many), "many jobs x one", 0.9);
        }
    }

    private static void submit(Manager manager, int jobs) throws IOException {
        for (int job = 0; job < jobs; job++) {
            manager.submit("j" + job, "{\"numeric\":\"0-" + (ITEMS / jobs - 1) + "\"}");
        }
    }

    private static List<List<Measured>> measure(Setup setup, Manager one, Manager many) throws IOException {
        String run = Long.toHexString(System.nanoTime());
        int[] drives = {0};
        List<List<Measured>> measured = List.of(new ArrayList<>(), new ArrayList<>());
        // Not all of them: what the last items are like is another question.
        long each = ITEMS * 9 / 10 / (setup.rounds() + 1);
        for (int round = 0; round <= setup.rounds(); round++) {
            for (Manager manager : List.of(one, many)) {
                Measured now = new Load(manager, CONNECTIONS, i -> new ExchangeDialogue(run + drives[0]++, 1, 0, false))
                        .run(ENOUGH, each);
                if (round > 0) {
                    measured.get(manager == one ? 0 : 1).add(now);
                }
            }
        }
        return measured;
    }
}
