package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many who wait, and much that waits, in little memory; others are served meanwhile. Times are told, not judged. */
final class CrowdTest {
    private static final int OTHERS = 20_000;
    private static final int MAX_WAITING = 100_000;

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("wm-config"), "numeric: 1-1\n");
    }

    @Test
    void aThousandWaiters() throws Exception {
        waiters(1_000);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void tenThousandWaiters() throws Exception {
        waiters(10_000);
    }

    @Test
    void aMillionItemsThatFail() throws Exception {
        try (Manager manager = new Manager(folder, "-Xmx128m", "--keep")) {
            manager.start();
            manager.awaitUp();
            assertThat(failAll(manager, "failing", 1_000_000)).isEqualTo(MAX_WAITING);
            serveOthers(manager, "a hundred thousand items that wait for a retry");
            manager.kill();
            manager.start();
            manager.awaitUp();
            try (BulkWorker worker = new BulkWorker(manager.port(), "after", "failing")) {
                assertThat(worker.done(List.of()).items()).isEmpty();
            }
            assertThat(status(manager, "failing").items().pending()).isEqualTo(1_000_000);
        }
    }

    @Test
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aMillionItemsThatWaitForARetry() throws Exception {
        try (Manager manager = new Manager(folder, "-Xmx512m", "--keep")) {
            manager.start();
            manager.awaitUp();
            for (int job = 1; job <= 10; job++) {
                assertThat(failAll(manager, "failing-" + job, MAX_WAITING)).isEqualTo(MAX_WAITING);
            }
            serveOthers(manager, "a million items that wait for a retry");
        }
    }

    @Test
    void aBillionItemsThatAreCancelled() throws Exception {
        try (Manager manager = new Manager(folder, "-Xmx64m", "--keep")) {
            manager.start();
            manager.awaitUp();
            submit(manager, "huge", "{\"numeric\":\"0-999999999\"}");
            try (Wire wire = new Wire(manager.port());
                    BulkWorker worker = new BulkWorker(manager.port(), "early", "huge")) {
                List<HandedItem> held = worker.done(List.of()).items();
                long begun = System.nanoTime();
                assertThat(wire.post("/v1/jobs/huge/cancel", "").status()).isEqualTo(200);
                System.out.println("a billion items cancelled in " + millis(begun) + " ms");
                assertThat(worker.done(held).next()).isEqualTo("finished");
            }
            assertThat(status(manager, "huge").items().cancelled()).isEqualTo(1_000_000_000);
            serveOthers(manager, "a billion cancelled items");
        }
    }

    private void waiters(int count) throws Exception {
        try (Manager manager = new Manager(folder, "-Xmx128m");
                BulkWorker holder = new BulkWorker(manager.port(), "holder", "default")) {
            manager.start();
            manager.awaitUp();
            List<HandedItem> held = holder.done(List.of()).items();
            long begun = System.nanoTime();
            try (Waiters waiters = new Waiters(manager.port(), count, "default")) {
                System.out.println(count + " waiters have asked after " + millis(begun) + " ms");
                serveOthers(manager, count + " waiters");
                begun = System.nanoTime();
                assertThat(holder.done(held).next()).isEqualTo("finished");
                assertThat(waiters.answers()).isEqualTo(Map.of("finished", count));
                System.out.println(count + " waiters were told that it is finished after " + millis(begun) + " ms");
            }
            assertThat(manager.awaitEnd(30)).as(manager.said()).isZero();
        }
    }

    /** Fails what there is until nothing is handed out any more; how many items that were. */
    private static int failAll(Manager manager, String job, int items) throws IOException {
        submit(manager, job, "{\"numeric\":\"1-" + items + "\",\"backoff\":\"1h\",\"halt\":\"never\"}");
        int failed = 0;
        try (BulkWorker worker = new BulkWorker(manager.port(), job + "-worker", job)) {
            for (List<HandedItem> held = worker.done(List.of()).items(); !held.isEmpty(); ) {
                failed += held.size();
                held = worker.failed(held).items();
            }
        }
        return failed;
    }

    private static void serveOthers(Manager manager, String beside) throws IOException {
        submit(manager, "others", "{\"numeric\":\"1-" + OTHERS + "\"}");
        long begun = System.nanoTime();
        try (BulkWorker worker = new BulkWorker(manager.port(), "others", "others")) {
            for (List<HandedItem> held = worker.done(List.of()).items(); !held.isEmpty(); ) {
                held = worker.done(held).items();
            }
        }
        assertThat(status(manager, "others").items().done()).isEqualTo(OTHERS);
        System.out.println(OTHERS + " items of another job beside " + beside + ": " + millis(begun) + " ms");
    }

    private static void submit(Manager manager, String job, String json) throws IOException {
        try (Wire wire = new Wire(manager.port())) {
            Message head = Message.request("PUT", "/v1/jobs/" + job, json.getBytes(StandardCharsets.UTF_8));
            Message answer = wire.ask(
                    new Message(head.start(), List.of("Host: manager", "Content-Type: application/json"), head.body()));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        }
    }

    private static JobStatus status(Manager manager, String job) throws IOException {
        try (Wire wire = new Wire(manager.port())) {
            return Json.read(wire.get("/v1/jobs/" + job).body(), JobStatus.class);
        }
    }

    private static long millis(long since) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }
}
