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
        List<List<Measured>> measured = Load.inTurn(both, connections, setup.rounds(), setup.time());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < both.size(); i++) {
            Figures rate = Figures.of(measured.get(i), Measured::rate);
            rows.add(Report.row(
                    "who", both.get(i).name(),
                    "pairs/s", rate.median(),
                    "range", rate.range(0),
                    "server µs/pair",
                            Figures.of(measured.get(i), Measured::serverMicros).median()));
        }
        report.table(rows);
        report.goal(
                goal,
                Figures.of(measured.get(1), Measured::rate).median()
                        / Figures.of(measured.get(0), Measured::rate).median(),
                ">=",
                least);
    }
}
