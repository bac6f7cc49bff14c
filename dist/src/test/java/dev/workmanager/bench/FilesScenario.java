package dev.workmanager.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results, each a file in the out folder. */
final class FilesScenario implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int BYTES = 100;

    @Override
    public String name() {
        return "files";
    }

    @Override
    public String about() {
        return "the same with results of 100 bytes, each a file in the out folder, 64 connections";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        try (FreshDisk disk = FreshDisk.mount(setup.fresh("files"))) {
            report.say("- on " + disk.about());
            Setup there = setup.in(disk.folder());
            String run = Long.toHexString(System.nanoTime());
            int[] drives = {0};
            try (Manager manager = there.manager("files", List.of("--numeric=0-999999999999"))) {
                Load.Contender without = new Load.Contender(
                        "no result", manager, i -> new ExchangeDialogue(run + drives[0]++, 1, 0, false));
                Load.Contender with = new Load.Contender(
                        "100 bytes", manager, i -> new ExchangeDialogue(run + drives[0]++, 1, BYTES, false));
                without.load(CONNECTIONS).run(setup.warm());
                with.load(CONNECTIONS).run(setup.warm().dividedBy(2));
                List<Measured> first = new ArrayList<>();
                List<Measured> second = new ArrayList<>();
                List<Double> created = new ArrayList<>();
                for (int round = 0; round < setup.rounds(); round++) {
                    first.add(without.load(CONNECTIONS).run(setup.time()));
                    second.add(with.load(CONNECTIONS).run(setup.time()));
                    created.add(create(Files.createDirectory(disk.folder().resolve("plain" + round)), setup.time()));
                }
                report(report, first, second, created);
            }
        }
    }

    private static void report(Report report, List<Measured> first, List<Measured> second, List<Double> created) {
        Figures none = Figures.of(first, Measured::rate);
        Figures results = Figures.of(second, Measured::rate);
        Figures files = Figures.of(created, rate -> rate);
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(
                row("no result", none, Figures.of(first, Measured::serverMicros).median()));
        rows.add(row(
                "results of 100 bytes",
                results,
                Figures.of(second, Measured::serverMicros).median()));
        rows.add(row("such files made by one thread, and not synced", files, Double.NaN));
        report.table(rows);
        report.goal(
                "with results x the slower of the others",
                results.median() / Math.min(none.median(), files.median()),
                ">=",
                0.8);
    }

    private static Map<String, Object> row(String who, Figures rate, double micros) {
        return Report.row("who", who, "a second", rate.median(), "range", rate.range(0), "server µs/pair", micros);
    }

    private static double create(Path folder, Duration time) throws IOException {
        byte[] bytes = new byte[BYTES];
        long began = System.nanoTime();
        long count = 0;
        for (; System.nanoTime() - began < time.toNanos(); count++) {
            try (OutputStream file = Files.newOutputStream(folder.resolve(Long.toString(count)))) {
                file.write(bytes);
            }
        }
        return count * 1e9 / (System.nanoTime() - began);
    }
}
