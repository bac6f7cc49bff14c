package dev.workmanager.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long it takes until there is something to see. */
final class StartScenario implements Scenario {
    private static final int TIMES = 7;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "start of wm-server, wm-wrap and wm, against a JVM that says hello and one that gets an item with the same libraries";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        Path own = setup.program().resolve("runtime/bin/java");
        String java = Files.isExecutable(own) ? own.toString() : "java";
        String classes = System.getProperty("java.class.path");
        try (Manager manager = setup.manager("start", List.of("--numeric=0-999999999999"))) {
            String url = "http://127.0.0.1:" + manager.port();
            Path bin = setup.program().resolve("bin");
            Map<String, String> commands = new LinkedHashMap<>();
            commands.put("hello", java + " -cp '" + classes + "' " + Hello.class.getName());
            commands.put(
                    "picocli, OkHttp, Jackson: one item",
                    java + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + classes + "' " + BareGet.class.getName()
                            + " " + url);
            commands.put("wm-wrap --once -- true", bin.resolve("wm-wrap") + " --server=" + url + " --once -- true");
            commands.put("wm status", bin.resolve("wm") + " status --server=" + url);
            commands.put("wm-wrap --version", bin.resolve("wm-wrap") + " --version");
            List<List<Timed>> all = Timed.inTurn(setup.folder(), List.copyOf(commands.values()), TIMES);
            List<Map<String, Object>> rows = new ArrayList<>();
            List<String> names = List.copyOf(commands.keySet());
            double hello = Figures.of(all.get(0), Timed::seconds).median();
            for (int i = 0; i < names.size(); i++) {
                rows.add(row(names.get(i), all.get(i), hello));
            }
            rows.add(row("wm-server serve, to its first item", serve(setup), hello));
            report.table(rows);
            report.goal(
                    "wm-wrap to the end of its first item x the bare one",
                    seconds(rows, 2) / seconds(rows, 1),
                    "<=",
                    1.2);
        }
    }

    private static double seconds(List<Map<String, Object>> rows, int row) {
        return Report.number(rows.get(row), "seconds");
    }

    private static Map<String, Object> row(String what, List<Timed> timed, double hello) {
        Figures seconds = Figures.of(timed, Timed::seconds);
        return Report.row(
                "what",
                what,
                "seconds",
                seconds.median(),
                "range",
                seconds.range(2),
                "x hello",
                seconds.median() / hello,
                "processor seconds",
                Figures.of(timed, Timed::cpu).median());
    }

    private static List<Timed> serve(Setup setup) throws Exception {
        List<Timed> all = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            try (Manager manager = setup.manager("first", List.of("--numeric=0-999999"));
                    Wire wire = new Wire(manager.port())) {
                wire.take("first", 1);
                all.add(new Timed(
                        (System.nanoTime() - began) / 1e9, manager.cpu().toNanos() / 1e9));
            }
        }
        return all;
    }
}
