package dev.workmanager.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether the last item costs what the first did; and what is left on the disk, in memory and at the next start. */
final class FlatScenario implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int WINDOW = 100_000;

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public String about() {
        return "ten million items, one after the other: rate, memory, disk, stalls, and the start after kill -9";
    }

    /** What was seen on the way. */
    private static final class Course {
        private final List<Long> windows = new ArrayList<>();
        private final List<Long> memory = new ArrayList<>();
        private long pairs;
        private long last = System.nanoTime();
        private long longestGap;
        private long longestAt;

        void pair(long now) {
            if (pairs > WINDOW && now - last > longestGap) {
                longestGap = now - last;
                longestAt = pairs;
            }
            last = now;
            if (++pairs % WINDOW == 0) {
                windows.add(now);
            }
        }

        /** Pairs a second in the windows that end with these. */
        double rate(int from, int to) {
            return (to - from) * (double) WINDOW * 1e9 / (windows.get(to) - windows.get(from));
        }
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        String run = Long.toHexString(System.nanoTime());
        try (Manager manager = setup.manager("flat", List.of("--numeric=0-999999999999"))) {
            new Load(manager, CONNECTIONS, i -> new ExchangeDialogue(run + "w" + i, 1, 0, false)).run(setup.warm());
            Course course = new Course();
            Load load = new Load(manager, CONNECTIONS, i -> new ExchangeDialogue(run + "f" + i, 1, 0, false))
                    .onPair(now -> {
                        course.pair(now);
                        if (course.pairs % WINDOW == 0) {
                            course.memory.add(manager.memory());
                        }
                    });
            Measured measured = load.run(Duration.ofHours(2), setup.items());
            long bytes = manager.dataBytes();
            long done = manager.done();
            report(report, course, measured, bytes, done, manager.memoryInFiles());
            plot(course, Path.of("rate.svg"), report);
            again(manager, report, done);
        }
    }

    private static void report(Report report, Course course, Measured measured, long bytes, long done, long inFiles) {
        int last = course.windows.size() - 1;
        int span = Math.max(1, last / 20);
        double early = course.rate(0, span);
        double late = course.rate(last - span, last);
        report.table(List.of(Report.row(
                "items",
                measured.pairs(),
                "pairs/s, first 5 %",
                early,
                "last 5 %",
                late,
                "server µs/pair",
                measured.serverMicros(),
                "longest stall ms",
                course.longestGap / 1e6,
                "memory MiB, early",
                course.memory.get(0) >> 20,
                "late",
                course.memory.get(last) >> 20,
                "of that in files",
                inFiles >> 20,
                "disk, bytes an item",
                (double) bytes / done)));
        report.say("- the longest stall was at item " + course.longestAt
                + "; checkpoints run meanwhile, so it is that of completions during one");
        report.goal("the last items x the first", late / early, ">=", 0.9);
    }

    private static void again(Manager manager, Report report, long done) throws IOException {
        long began = System.nanoTime();
        manager.startAgain();
        long open = System.nanoTime();
        try (Wire wire = new Wire(manager.port())) {
            wire.take("first", 1);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        report.table(List.of(Report.row(
                "started again with items done",
                done,
                "port open, s",
                (open - began) / 1e9,
                "first item, s",
                seconds)));
        report.goal("first item after the start, s", seconds, "<=", 3);
        report.check("all " + done + " that were done before kill -9 are done", manager.done() == done);
    }

    private static void plot(Course course, Path file, Report report) throws IOException {
        List<Double> rates = new ArrayList<>();
        for (int i = 1; i < course.windows.size(); i++) {
            rates.add(course.rate(i - 1, i));
        }
        Files.writeString(file, Plot.svg(rates, WINDOW, "pairs a second"));
        report.say("- the rate over all items, windows of " + WINDOW + ": " + file + "; it took "
                + TimeUnit.NANOSECONDS.toSeconds(course.last - course.windows.get(0)) + " s");
    }
}
