package dev.workmanager.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two that are driven in turn, and what the second is of the first. */
final class Pair {
    private Pair() {}

    static void compare(
            Setup setup,
            Report report,
            int connections,
            Load.Contender first,
            Load.Contender second,
            String goal,
            double least)
            throws IOException {
        List<Load.Contender> both = List.of(first, second);
        for (Load.Contender contender : both) {
            contender.load(connections).run(setup.warm());
        }
        tell(
                report,
                List.of(first.name(), second.name()),
                Load.inTurn(both, connections, setup.rounds(), setup.time()),
                goal,
                least);
    }

    /** What was measured of two, in the order of their names; and the goal that the second is to be at least so much of the first. */
    static void tell(Report report, List<String> names, List<List<Measured>> measured, String goal, double least) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Figures rate = Figures.of(measured.get(i), Measured::rate);
            rates.add(rate.median());
            rows.add(Report.row(
                    "who", names.get(i),
                    "pairs/s", rate.median(),
                    "range", rate.range(0),
                    "server µs/pair",
                            Figures.of(measured.get(i), Measured::serverMicros).median()));
        }
        report.table(rows);
        report.goal(goal, rates.get(1) / rates.get(0), ">=", least);
    }
}
