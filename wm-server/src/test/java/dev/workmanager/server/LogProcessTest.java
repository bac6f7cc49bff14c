package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.client.Choice;
import dev.workmanager.client.Credentials;
import dev.workmanager.client.WorkClient;
import dev.workmanager.client.WorkItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker in Java says, before, while and after its manager is killed. */
final class LogProcessTest {
    private static final int LINES = 300;

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch killed = new CountDownLatch(1);
    private final CountDownLatch saidMeanwhile = new CountDownLatch(1);
    private final CountDownLatch back = new CountDownLatch(1);

    @Test
    void aLogGoesOnWhenItsManagerWasKilled() throws IOException {
        String port = Integer.toString(freePort());
        CompletableFuture<Boolean> worker = new CompletableFuture<>();
        try (WorkClient client = WorkClient.connect(
                "http://127.0.0.1:" + port, Choice.ALL, Credentials.NONE, Duration.ofMinutes(2), line -> {})) {
            String before;
            try (ServerProcess manager = serve(port)) {
                begin(client, worker);
                until(() -> !log(manager, 0).isEmpty());
                before = log(manager, 0);
                manager.signal("KILL");
                assertThat(manager.awaitExit()).isEqualTo(137);
            }
            assertThat(lines(0, LINES)).startsWith(before);
            assertThat(lines(0, LINES)).as("a beginning").startsWith(stored());
            killed.countDown();
            await(saidMeanwhile);
            try (ServerProcess manager = serve(port)) {
                manager.url();
                back.countDown();
                until(() -> !log(manager, 1).isEmpty());
                client.stop();
                assertThat(worker.join()).as("the manager stays for more").isFalse();
                assertThat(log(manager, 0)).isEqualTo(lines(0, 3 * LINES));
                assertThat(log(manager, 1))
                        .startsWith("trying\njava.lang.IllegalStateException: it broke\n\tat ")
                        .contains("LogProcessTest");
            }
        }
    }

    private void begin(WorkClient client, CompletableFuture<Boolean> end) {
        Thread thread = new Thread(() -> end.complete(client.forEachItem(this::work)), "worker-under-test");
        thread.setDaemon(true);
        thread.start();
    }

    private byte[] work(WorkItem item) {
        if (item.id() == 1) {
            item.log("trying");
            throw new IllegalStateException("it broke");
        }
        say(item, 0);
        await(killed);
        say(item, LINES);
        saidMeanwhile.countDown();
        await(back);
        say(item, 2 * LINES);
        return new byte[0];
    }

    private static void say(WorkItem item, int from) {
        lines(from, LINES).lines().forEach(item::log);
    }

    private static String lines(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    private ServerProcess serve(String port) {
        return ServerProcess.start(folder, "serve", "--keep", "--numeric", "0-1", "--attempts", "1", "--port", port);
    }

    /** What the killed one has left. */
    private String stored() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(".work-manager/logs"))) {
            return Files.readString(
                    files.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
    }

    private String log(ServerProcess manager, long id) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(manager.url() + "/v1/jobs/default/items/" + id + "/log"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
