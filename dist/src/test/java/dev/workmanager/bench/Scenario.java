package dev.workmanager.bench;

import java.util.List;

/** One table. */
interface Scenario {
    /** In the order in which they run. */
    List<Scenario> ALL = List.of(
            new PairsScenario(),
            new SyncScenario(),
            new FilesScenario(),
            new LatencyScenario(),
            new FlatScenario(),
            new JobsScenario(),
            new WorkersScenario(),
            new IdleScenario(),
            new SizesScenario(),
            new HeapScenario(),
            new WrapperScenario(),
            new StartScenario());

    /** The word for it on the command line. */
    String name();

    /** What it measures, in a line. */
    String about();

    /** Measures, and tells. */
    void run(Setup setup, Report report) throws Exception;
}
