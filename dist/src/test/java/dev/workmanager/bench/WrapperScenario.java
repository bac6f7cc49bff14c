package dev.workmanager.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items that take no time: what is left is the way. */
final class WrapperScenario implements Scenario {
    private static final int ITEMS = 20_000;
    private static final int FEW = 4_000;

    @Override
    public String name() {
        return "wrapper";
    }

    @Override
    public String about() {
        return "wm-wrap on 20,000 x /bin/true in 2 slots, and as lines to 2 long-lived children, against xargs and GNU parallel;"
                + " whole time";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        try (Manager manager = setup.manager("wrapper", List.of("--keep"))) {
            Map<String, String> commands = new LinkedHashMap<>();
            String wrap = setup.program().resolve("bin/wm-wrap") + " --server=http://127.0.0.1:" + manager.port();
            commands.put("wm-wrap", wrap + " -j 2 --job=JOB -- /bin/true");
            commands.put("wm-wrap, lines", wrap + " -j 2 --mode=lines --job=JOB -- sed -u 's/.*//'");
            commands.put("xargs", "seq " + ITEMS + " | xargs -P2 -n1 /bin/true");
            if (Peers.has("parallel")) {
                commands.put("parallel", "seq " + FEW + " | parallel --will-cite -j2 /bin/true");
            }
            report.say("- lines: sed -u 's/.*//', which answers each with nothing, as /bin/true does");
            report.say("- parallel: -j2, " + FEW + " items, times " + ITEMS / FEW + "; the others " + ITEMS);
            Map<String, List<Timed>> all = measure(setup, manager, commands);
            List<Map<String, Object>> rows = new ArrayList<>();
            Map<String, Double> seconds = new LinkedHashMap<>();
            all.forEach((who, timed) -> {
                int items = who.equals("parallel") ? FEW : ITEMS;
                Figures took = Figures.of(timed, one -> one.seconds() * ITEMS / items);
                seconds.put(who, took.median());
                rows.add(Report.row(
                        "who",
                        who,
                        "seconds",
                        took.median(),
                        "range",
                        took.range(2),
                        "processor ms an item",
                        Figures.of(timed, one -> one.cpu() * 1e3 / items).median()));
            });
            report.table(rows);
            goals(report, seconds);
        }
    }

    private static Map<String, List<Timed>> measure(Setup setup, Manager manager, Map<String, String> commands)
            throws Exception {
        Map<String, List<Timed>> all = new LinkedHashMap<>();
        Path folder = setup.folder();
        // The first round warms the manager and the files up.
        for (int round = 0; round <= setup.rounds(); round++) {
            for (Map.Entry<String, String> command : commands.entrySet()) {
                String job = "j" + System.nanoTime();
                if (command.getValue().contains("JOB")) {
                    manager.submit(job, "{\"numeric\":\"1-" + ITEMS + "\"}");
                }
                Timed timed = Timed.run(folder, command.getValue().replace("JOB", job));
                if (round > 0) {
                    all.computeIfAbsent(command.getKey(), who -> new ArrayList<>())
                            .add(timed);
                }
            }
        }
        return all;
    }

    private static void goals(Report report, Map<String, Double> seconds) {
        double ours = value(seconds, "wm-wrap");
        double lines = value(seconds, "wm-wrap, lines");
        double xargs = value(seconds, "xargs");
        report.goal("wm-wrap x xargs", ours / xargs, "<=", 1.6);
        report.goal("lines x xargs", lines / xargs, "<=", 0.1);
        if (seconds.containsKey("parallel")) {
            report.goal("wm-wrap x parallel", ours / value(seconds, "parallel"), "<=", 0.25);
        }
    }

    private static double value(Map<String, Double> seconds, String who) {
        return seconds.getOrDefault(who, Double.NaN);
    }
}
