package dev.workmanager.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hot path beside those who do the same. */
final class PairsScenario implements Scenario {
    private static final int REDIS_ITEMS = 8_000_000;
    private static final int OTHERS_ITEMS = 1_500_000;

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public String about() {
        return "durable \"this item is done, give me the next\", without results, a second";
    }

    @Override
    public void run(Setup setup, Report report) throws Exception {
        List<Server> servers = new ArrayList<>();
        try {
            List<Load.Contender> contenders = start(setup, servers, report);
            for (Load.Contender contender : contenders) {
                contender
                        .load(setup.connections().stream().max(Integer::compare).orElse(1))
                        .run(
                                contender.server() instanceof Postgres || contender.server() instanceof Beanstalkd
                                        ? Duration.ofSeconds(5)
                                        : setup.warm());
            }
            for (int connections : setup.connections()) {
                List<List<Measured>> measured = Load.inTurn(contenders, connections, setup.rounds(), setup.time());
                report.table(rows(contenders, connections, measured));
                goals(report, contenders, connections, measured);
            }
            keepsWhatItAnswered((Manager) servers.get(0), report, setup);
        } finally {
            servers.forEach(Server::close);
        }
    }

    private static List<Load.Contender> start(Setup setup, List<Server> servers, Report report) throws Exception {
        List<Load.Contender> contenders = new ArrayList<>();
        Manager manager = setup.manager("pairs", List.of("--numeric=0-999999999999"));
        servers.add(manager);
        String run = Long.toHexString(System.nanoTime());
        int[] drives = {0};
        contenders.add(new Load.Contender(
                "exchange", manager, i -> new ExchangeDialogue(run + "e" + drives[0]++, 1, 0, false)));
        contenders.add(new Load.Contender("seed", manager, i -> new SeedDialogue(0)));
        contenders.add(new Load.Contender(
                "exchange, in two", manager, i -> new ExchangeDialogue(run + "t" + drives[0]++, 1, 0, true)));
        if (Peers.has("redis-server") && setup.wants("redis", "redis, pipelined")) {
            Redis redis = Redis.start(setup.fresh("redis"), REDIS_ITEMS);
            servers.add(redis);
            contenders.add(new Load.Contender("redis", redis, i -> new RedisDialogue(i, false)));
            contenders.add(new Load.Contender("redis, pipelined", redis, i -> new RedisDialogue(i, true)));
            report.say(
                    "- redis: LREM, then LMOVE; appendonly yes, appendfsync always, save \"\"; pipelined: both in one"
                            + " packet");
        }
        if (Peers.has("beanstalkd") && setup.wants("beanstalkd")) {
            Beanstalkd beanstalkd = Beanstalkd.start(setup.fresh("beanstalkd"), OTHERS_ITEMS);
            servers.add(beanstalkd);
            contenders.add(new Load.Contender("beanstalkd", beanstalkd, i -> new BeanstalkdDialogue()));
            report.say("- beanstalkd: delete, then reserve; -b -f0");
        }
        Optional<java.nio.file.Path> postgres = Postgres.programs();
        if (postgres.isPresent() && setup.wants("postgresql")) {
            Postgres server = Postgres.start(postgres.get(), setup.fresh("postgresql"), OTHERS_ITEMS);
            servers.add(server);
            contenders.add(new Load.Contender("postgresql", server, i -> new PostgresDialogue()));
            report.say("- postgresql: DELETE, then UPDATE of what SELECT ... FOR UPDATE SKIP LOCKED finds, prepared,"
                    + " binary; its usual settings");
        }
        NullServer nothing = NullServer.start(setup.folder());
        servers.add(nothing);
        contenders.add(new Load.Contender("null", nothing, i -> new ExchangeDialogue("n" + i, 1, 0, false)));
        report.say("- null: answers each exchange with the same bytes; what the generator could do at most");
        contenders.removeIf(contender -> !setup.wants(contender.name()));
        return contenders;
    }

    private static List<Map<String, Object>> rows(
            List<Load.Contender> contenders, int connections, List<List<Measured>> measured) {
        double redis = rate(contenders, measured, "redis");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            List<Measured> all = measured.get(i);
            Figures rate = Figures.of(all, Measured::rate);
            rows.add(Report.row(
                    "who", contenders.get(i).name(),
                    "connections", (long) connections,
                    "pairs/s", rate.median(),
                    "range", rate.range(0),
                    "x redis", rate.median() / redis,
                    "p50 ms",
                            Figures.of(all, one -> one.latencies().millis(500)).median(),
                    "p99 ms",
                            Figures.of(all, one -> one.latencies().millis(990)).median(),
                    "server µs/pair", Figures.of(all, Measured::serverMicros).median(),
                    "generator µs/pair", Figures.of(all, Measured::loadMicros).median()));
        }
        return rows;
    }

    private static double rate(List<Load.Contender> contenders, List<List<Measured>> measured, String name) {
        for (int i = 0; i < contenders.size(); i++) {
            if (contenders.get(i).name().equals(name)) {
                return Figures.of(measured.get(i), Measured::rate).median();
            }
        }
        return Double.NaN;
    }

    private static void goals(
            Report report, List<Load.Contender> contenders, int connections, List<List<Measured>> measured) {
        double ours = rate(contenders, measured, "exchange");
        double seed = rate(contenders, measured, "seed");
        double redis = rate(contenders, measured, "redis");
        if (!Double.isNaN(redis)) {
            double goal = connections >= 64 ? 1.6 : connections >= 8 ? 1.5 : 1.1;
            report.goal("exchange x redis, " + connections, ours / redis, ">=", goal);
            report.goal("seed x redis, " + connections, seed / redis, ">=", goal);
            if (connections >= 64) {
                report.goal(
                        "exchange in two x redis, " + connections,
                        rate(contenders, measured, "exchange, in two") / redis,
                        ">=",
                        1.0);
            }
        }
        if (connections >= 64 && !Double.isNaN(rate(contenders, measured, "postgresql"))) {
            report.goal(
                    "exchange x postgresql, " + connections, ours / rate(contenders, measured, "postgresql"), ">=", 7);
        }
        if (connections >= 64 && !Double.isNaN(rate(contenders, measured, "beanstalkd"))) {
            report.goal(
                    "exchange x beanstalkd, " + connections, ours / rate(contenders, measured, "beanstalkd"), ">=", 6);
        }
    }

    /** Killed under load, it must have all that was acknowledged, and no more than was asked besides. */
    static void keepsWhatItAnswered(Manager manager, Report report, Setup setup) throws IOException {
        long before = manager.done();
        int connections = 64;
        String run = Long.toHexString(System.nanoTime());
        Load load = new Load(manager, connections, i -> new ExchangeDialogue(run + "k" + i, 1, 0, false));
        Thread killer = new Thread(() -> {
            java.util.concurrent.locks.LockSupport.parkNanos(setup.time().toNanos() / 2);
            manager.process().destroyForcibly();
        });
        killer.start();
        try {
            load.run(setup.time());
            throw new IOException("it was killed, and answered on");
        } catch (IOException killed) {
            report.say("- kill -9 under load: " + killed.getMessage());
        }
        manager.startAgain();
        long done = manager.done() - before;
        report.check(
                "acknowledged " + load.pairs() + ", done after the next start " + done,
                done >= load.pairs() && done <= load.pairs() + connections);
    }
}
