package dev.workmanager.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.client.Choice;
import dev.workmanager.client.RefusedException;
import dev.workmanager.client.WorkClient;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.JobCounts;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.protocol.JobSubmission;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manager, jobs and workers inside one program, by the doors that any program has. */
class ProgramTest {
    private static final JobSubmission RANGE = JobSubmission.of("numeric", "1-100");

    @TempDir
    Path folder;

    private Manager manager;
    private WorkClient client;

    @BeforeEach
    void start() {
        manager = Manager.start(ManagerOptions.in(folder));
        client = WorkClient.connect(manager.url());
    }

    @AfterEach
    void stop() {
        client.close();
        manager.close();
    }

    private static byte[] square(long id) {
        return Long.toString(id * id).getBytes(UTF_8);
    }

    @Test
    void aWholeBatch() throws Exception {
        JobStatus made = client.submit("squares", RANGE.with("attempts", "2"));
        assertThat(made.state()).isEqualTo(JobStatus.OPEN);
        assertThat(client.submit("squares", RANGE.with("attempts", "2")).id()).isEqualTo(made.id());
        try (WorkClient worker = WorkClient.connect(manager.url(), Choice.ofJob("squares"))) {
            assertThat(worker.forEachItem(4, item -> square(item.id()))).isTrue();
        }
        JobStatus ended = client.await("squares");
        assertThat(ended.state()).isEqualTo(JobStatus.ENDED);
        assertThat(ended.items()).isEqualTo(new JobCounts(100, 0, 0, 100, 0, 0));
        assertThat(folder.resolve("out/squares/12")).hasContent("144");
    }

    @Test
    void manyLines() throws Exception {
        Path lines = folder.resolve("lines.txt");
        try (BufferedWriter out = Files.newBufferedWriter(lines)) {
            for (int line = 1; line <= 2_000; line++) {
                out.write("line ü " + line + "\n");
            }
        }
        JobStatus made = client.submit("lines", lines, Map.of("priority", "7"));
        assertThat(made.items().total()).isEqualTo(2_000);
        assertThat(made.priority()).isEqualTo(7);
        assertThat(client.submit("lines", lines, Map.of("priority", "7")).id()).isEqualTo(made.id());
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (WorkClient worker = WorkClient.connect(manager.url(), Choice.ofJob("lines"))) {
            worker.forEachItem(2, item -> {
                seen.add(item.data().orElseThrow() + " is item " + item.id());
                return new byte[0];
            });
        }
        assertThat(seen).hasSize(2_000).contains("line ü 17 is item 17");
        assertThatThrownBy(() -> client.submit("none", folder.resolve("none.txt"), Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.txt");
    }

    @Test
    void whereAnItemAndItsWorkerAreShownItIsShownHowFarTheyAre() {
        client.submit("far", JobSubmission.of("numeric", "7-7"));
        List<String> shown = new CopyOnWriteArrayList<>();
        try (WorkClient worker = WorkClient.connect(manager.url(), Choice.ofJob("far"))) {
            worker.forEachItem(item -> {
                item.progress("half of it");
                long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
                String workers = "";
                while (!workers.contains("half of it") && System.nanoTime() - until < 0) {
                    workers = body("/v1/workers");
                }
                shown.add(workers);
                shown.add(body("/v1/jobs/far/items/7"));
                return new byte[0];
            });
        }
        assertThat(shown).hasSize(2).allSatisfy(body -> assertThat(body).contains("\"progress\":\"half of it\""));
        assertThat(body("/v1/jobs/far/items/7")).doesNotContain("half of it");
    }

    private String body(String path) {
        try (InputStream in = URI.create(manager.url() + path).toURL().openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoWaitsHearsOfTheEnd() throws Exception {
        client.submit("slow", RANGE);
        CompletableFuture<JobStatus> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return client.await("slow");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(waiting).isNotDone();
        assertThat(client.cancel("slow").state()).isEqualTo(JobStatus.CANCELLED);
        assertThat(waiting.get(20, TimeUnit.SECONDS).items().cancelled()).isEqualTo(100);
    }

    @Test
    void whatRunsIsToldThatTheJobIsCancelled() throws Exception {
        client.submit("long", RANGE.with("lease", "1s"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch lost = new CountDownLatch(1);
        try (WorkClient worker = WorkClient.connect(manager.url(), Choice.ofJob("long"))) {
            CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> worker.forEachItem(item -> {
                begun.countDown();
                while (!item.isLost()) {
                    Thread.onSpinWait();
                }
                lost.countDown();
                return new byte[0];
            }));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            client.cancel("long");
            assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(work.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatAnItemSaysIsRead() throws Exception {
        client.submit("talking", JobSubmission.of("numeric", "1-1"));
        CountDownLatch heard = new CountDownLatch(1);
        ByteArrayOutputStream followed = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                heard.countDown();
            }
        };
        try (WorkClient worker = WorkClient.connect(manager.url(), Choice.ofJob("talking"))) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> worker.forEachItem(item -> {
                item.log("it begins");
                begun.countDown();
                heard.await();
                item.log("it ends");
                return new byte[0];
            }));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> client.follow("talking", 1, followed));
            assertThat(work.get(20, TimeUnit.SECONDS)).isTrue();
            reader.get(20, TimeUnit.SECONDS);
        }
        assertThat(followed).hasToString("it begins\nit ends\n");
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        client.log("talking", 1, copied);
        assertThat(copied).hasToString("it begins\nit ends\n");
        assertThatThrownBy(() -> client.log("talking", 2, copied)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aJobThatIsNotThere() throws IOException {
        assertThat(client.job("none")).isEmpty();
        assertThatThrownBy(() -> client.await("none"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.is(ErrorCode.NOT_FOUND)).isTrue());
        assertThatThrownBy(() -> client.submit("one", JobSubmission.of("numeric", "9-1")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("9-1");
        client.submit("one", RANGE);
        assertThatThrownBy(() -> client.submit("one", JobSubmission.of("numeric", "1-99")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("one");
        assertThat(client.job("one")).isPresent();
    }

    @Test
    void whatWasSubmittedIsThereAfterAStart() throws Exception {
        client.submit("squares", RANGE);
        stop();
        start();
        try (WorkClient worker = WorkClient.connect(manager.url(), Choice.ofJob("squares"))) {
            worker.forEachItem(4, item -> square(item.id()));
        }
        assertThat(client.await("squares").items().done()).isEqualTo(100);
    }
}
