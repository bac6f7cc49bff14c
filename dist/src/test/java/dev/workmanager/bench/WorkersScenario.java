package dev.workmanager.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Whether it matters how many there are to work. */
final class WorkersScenario implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int MANY = 160;

    @Override
    public String name() {
        return "workers";
    }

    @Override
    public String about() {
        return "pairs a second of 10,240 workers in turn, against those of 64, over 64 connections";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        String run = Long.toHexString(System.nanoTime());
        try (Manager few = setup.manager("few", List.of("--numeric=0-999999999999"));
                Manager many = setup.manager("many", List.of("--numeric=0-999999999999"))) {
            Pair.compare(
                    setup,
                    report,
                    CONNECTIONS,
                    new Load.Contender(
                            "64 workers", few, lasting(i -> new ExchangeDialogue(run + "f" + i, 1, 0, false))),
                    new Load.Contender(
                            "10,240 workers", many, lasting(i -> new ExchangeDialogue(run + "m" + i, MANY, 0, false))),
                    "many workers x few",
                    0.9);
        }
    }

    /** The same dialogues each time: those who left would hold their items, and new ones would have to be made known first. */
    private static IntFunction<Dialogue> lasting(IntFunction<Dialogue> dialogues) {
        Map<Integer, Dialogue> known = new HashMap<>();
        return i -> known.computeIfAbsent(i, dialogues::apply);
    }
}
