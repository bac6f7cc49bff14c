package dev.workmanager.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Large jobs in little memory. */
final class HeapScenario implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int LINES = 10_000_000;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String about() {
        return "a range of a billion in -Xmx64m, a list of ten million lines in -Xmx128m, a range of a thousand beside them";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        Path list = setup.folder().resolve("lines.txt");
        try (BufferedWriter lines = Files.newBufferedWriter(list)) {
            for (int line = 0; line < LINES; line++) {
                lines.write("in/some/folder/file-" + line + ".txt\n");
            }
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row(setup, report, "1,000 numbers", "-Xmx64m", "--numeric=0-999", false));
        rows.add(row(setup, report, "1,000,000,000 numbers", "-Xmx64m", "--numeric=0-999999999", true));
        rows.add(row(setup, report, "10,000,000 lines", "-Xmx128m", "--list-file=" + list, true));
        report.table(rows);
        Files.delete(list);
        double first = Report.number(rows.get(1), "first item, s");
        report.goal("first item of a billion, seconds after the command", first, "<=", 1);
    }

    private static Map<String, Object> row(
            Setup setup, Report report, String what, String heap, String source, boolean drive) throws IOException {
        long began = System.nanoTime();
        try (Manager manager = Manager.start(setup, "heap", List.of(), heap, List.of(source))) {
            double open = (System.nanoTime() - began) / 1e9;
            try (Wire wire = new Wire(manager.port())) {
                wire.take("first", 1);
            }
            double first = (System.nanoTime() - began) / 1e9;
            double rate = Double.NaN;
            if (drive) {
                String run = Long.toHexString(began);
                rate = new Load(manager, CONNECTIONS, i -> new ExchangeDialogue(run + i, 1, 0, false))
                        .run(setup.warm())
                        .rate();
            }
            report.say("- " + what + " in " + heap + ": runs");
            return Report.row(
                    "items",
                    what,
                    "heap",
                    heap,
                    "port open, s",
                    open,
                    "first item, s",
                    first,
                    "pairs/s",
                    rate,
                    "memory MiB",
                    manager.memory() >> 20);
        }
    }
}
