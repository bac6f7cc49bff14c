package dev.workmanager.cli;

import dev.workmanager.protocol.About;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.server.Manager;
import dev.workmanager.server.ManagerOptions;
import dev.workmanager.server.Outside;
import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A manager whose clock stands still unless it is told otherwise, with jobs in all states, and somebody at a terminal. */
final class Scene implements AutoCloseable {
    /** What a verb did. */
    record Seen(int code, String out, String err) {}

    private static final long BEGIN = Instant.parse("2026-03-01T09:00:00Z").toEpochMilli();

    final AtomicLong wall = new AtomicLong(BEGIN);
    final AtomicLong nanoTime = new AtomicLong();
    final Manager manager;
    final TestWorker worker;
    final Map<String, String> environment = new HashMap<>();
    boolean colour;
    int columns = Terminal.ENDLESS;
    String input = "";

    Scene(Path folder) {
        ManagerOptions usual = ManagerOptions.in(folder);
        InstantSource clock = () -> Instant.ofEpochMilli(wall.get());
        manager = Manager.start(new ManagerOptions(
                usual.config(),
                usual.keep(),
                usual.data(),
                usual.out(),
                usual.listen(),
                usual.restart(),
                usual.protection(),
                64 << 20,
                2,
                new Outside(clock, nanoTime::get, new Random(5))));
        worker = new TestWorker(
                manager.url(), "00000000000000aa", new About("product.crunch", "node1", 4711L, "1", BEGIN - 60_000));
        environment.put("WM_SERVER", manager.url());
    }

    /** Ten items: some done, one failed for good, one that runs, one that waits; a list with odd lines, paused; a job that ended. */
    Scene furnished() {
        run("submit", "crunch", "--numeric", "0-9", "--attempts", "2", "--backoff", "10m", "--halt", "never");
        pass(60);
        for (int i = 0; i < 6; i++) {
            work("result " + i + "\n");
        }
        fail("crunch", 3, "reading input\noh no\n");
        HandedItem running = worker.take("crunch");
        worker.says(running, "one\ntwo\n");
        pass(5);
        input = "plain.txt\n日本語.txt\n\u001b[31mred\n=1+1\n";
        run("submit", "texts", "--list-file", "-");
        run("pause", "texts");
        run("submit", "over", "--times", "2", "--attempts", "1");
        TestWorker other = new TestWorker(manager.url(), "00000000000000bb", new About(null, "node2", 7L, "1", null));
        other.done(other.take("over"), "\u0000binary?\n");
        other.failed(other.take("over"), 1, "no disk\n");
        worker.post(
                "/worker/state",
                "{\"id\":\"Importer01\",\"group\":\"product.importer\",\"event\":\"started\",\"at\":\"now\"}"
                        .getBytes(StandardCharsets.UTF_8));
        pass(30);
        return this;
    }

    private void work(String result) {
        HandedItem item = worker.take("crunch");
        pass(2);
        worker.done(item, result);
    }

    private void fail(String job, int exit, String said) {
        HandedItem item = worker.take(job);
        worker.says(item, said);
        pass(1);
        worker.failed(item, exit, said);
    }

    /** Some seconds of wall time. */
    void pass(long seconds) {
        wall.addAndGet(seconds * 1_000);
    }

    /** Runs a verb. */
    Seen run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Verbs.run(surroundings(out, err), arguments);
        return new Seen(code, text(out), text(err));
    }

    Surroundings surroundings(OutputStream out, OutputStream err) {
        return new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new Output(out),
                colour,
                new Ink(colour),
                columns,
                new Terminal(new PrintStream(err, true, StandardCharsets.UTF_8), false, false, 80),
                environment,
                () -> Instant.ofEpochMilli(wall.get()),
                System::nanoTime,
                new Random(7),
                ZoneOffset.UTC,
                List::of);
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(manager.url(), "http://manager:8080");
    }

    @Override
    public void close() {
        manager.close();
    }
}
