package dev.workmanager.http;

import static dev.workmanager.http.Serving.read;
import static dev.workmanager.http.Serving.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.ItemList;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.Json;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.NewJob;
import dev.workmanager.store.embedded.EmbeddedOptions;
import dev.workmanager.store.embedded.EmbeddedStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Before the store that keeps items on disk. */
final class ItemRoutesTest {
    private static final String ITEMS = ItemStatus.path(Job.DEFAULT_NAME);
    private static final Random RANDOM = new Random(11);

    @TempDir
    Path folder;

    private Serving serving;

    @BeforeEach
    void serve() {
        EmbeddedStore store = EmbeddedStore.open(EmbeddedOptions.of(
                folder.resolve("data"),
                folder.resolve("out"),
                InstantSource.system(),
                System::nanoTime,
                RANDOM,
                64 << 20));
        store.submit(new Command.Submit(new NewJob(
                        new JobId(7),
                        Job.DEFAULT_NAME,
                        Source.numeric(10, 2_509),
                        Policy.DEFAULT.withAttempts(1),
                        true)))
                .join();
        serving = new Serving(store, 1 << 20);
    }

    @AfterEach
    void close() {
        serving.close();
    }

    @Test
    void pagesThroughTheItems() {
        serving.post("/job/17", bytes("x"));
        List<Long> ids = new ArrayList<>();
        Long next = 10L;
        while (next != null) {
            ItemList page = read(serving.get(ITEMS + "?limit=1000&from=" + next), ItemList.class);
            page.items().forEach(item -> ids.add(item.id()));
            next = page.next();
        }
        assertThat(ids).hasSize(2_500).isSorted().doesNotHaveDuplicates().startsWith(10L);
        assertThat(read(serving.get(ITEMS), ItemList.class).items()).hasSize(100);
        assertThat(read(serving.get(ITEMS + "?state=done"), ItemList.class).items())
                .extracting(ItemStatus::id)
                .containsExactly(17L);
        assertThat(read(serving.get(ITEMS + "?state=done&from=18"), ItemList.class)
                        .items())
                .isEmpty();
    }

    @Test
    void streamsAllItemsALine() {
        serving.post("/job/17", bytes("x"));
        HttpResponse<String> all = serving.send(
                serving.request(ITEMS).header("Accept", "application/x-ndjson").GET());
        assertThat(all.headers().firstValue("content-type")).contains("application/x-ndjson");
        List<ItemStatus> items = all.body()
                .lines()
                .map(line -> Json.read(bytes(line), ItemStatus.class))
                .toList();
        assertThat(items).hasSize(2_500);
        assertThat(items.get(7).state()).isEqualTo("done");
        HttpResponse<String> two = serving.send(serving.request(ITEMS + "?state=pending&from=17&limit=2")
                .header("Accept", "application/x-ndjson")
                .GET());
        assertThat(two.body().lines()).hasSize(2).first().asString().contains("\"id\":18");
    }

    @Test
    void tellsAllAttempts() {
        HandedItem item = serving.exchange(1, 1).items().get(0);
        assertThat(item(item.id()).history())
                .extracting(AttemptStatus::worker, AttemptStatus::end)
                .containsExactly(tuple("w", null));
        serving.exchange(2, 0, failed(item, 3));
        ItemStatus failed = item(item.id());
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.stderr()).isEqualTo("oh no");
        assertThat(failed.history()).hasSize(1).first().satisfies(attempt -> {
            assertThat(attempt.end()).isEqualTo("failed");
            assertThat(attempt.exit()).isEqualTo(3);
            assertThat(attempt.signal()).isNull();
            assertThat(attempt.why()).isEqualTo("exit code 3");
            assertThat(attempt.endedAt()).isGreaterThanOrEqualTo(attempt.startedAt());
        });
    }

    @Test
    void retriesAndCancelsOneItem() {
        HandedItem item = serving.exchange(1, 1).items().get(0);
        serving.exchange(2, 0, failed(item, 3));
        String path = ItemStatus.path(Job.DEFAULT_NAME, Long.toString(item.id()));
        assertThat(changed(path + "/retry")).isEqualTo(1);
        assertThat(changed(path + "/retry")).isZero();
        assertThat(item(item.id()).state()).isEqualTo("pending");
        assertThat(changed(path + "/cancel")).isEqualTo(1);
        assertThat(changed(path + "/cancel")).isZero();
        assertThat(item(item.id()).state()).isEqualTo("cancelled");
        assertThat(changed(path + "/retry")).isEqualTo(1);
        assertThat(serving.exchange(3, 1).items().get(0).attempt()).isEqualTo(2);
    }

    @Test
    void showsAResultAndPartsOfIt() {
        byte[] result = new byte[300_000];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) ('a' + i % 23);
        }
        serving.post("/job/20", result);
        String path = ITEMS + "/20/result";
        HttpResponse<String> whole = serving.get(path);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(bytes(whole.body())).isEqualTo(result);
        String tag = '"' + Sha256.of(result).toString() + '"';
        assertThat(whole.headers().firstValue("etag")).contains(tag);
        HttpResponse<String> part = serving.send(
                serving.request(path).header("Range", "bytes=65530-65549").GET());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(new String(result, 65_530, 20, StandardCharsets.UTF_8));
        assertThat(part.headers().firstValue("content-range")).contains("bytes 65530-65549/300000");
        HttpResponse<String> behind = serving.send(
                serving.request(path).header("Range", "bytes=300000-").GET());
        assertThat(refused(behind, 416).code()).isEqualTo("range_not_satisfiable");
        assertThat(behind.headers().firstValue("content-range")).contains("bytes */300000");
        HttpResponse<String> head =
                serving.send(serving.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains("300000");
        assertThat(head.headers().firstValue("etag")).contains(tag);
        assertThat(serving.send(serving.request(path)
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void anEmptyResultIsOneToo() {
        serving.post("/job/20");
        HttpResponse<String> empty = serving.get(ITEMS + "/20/result");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(refused(serving.get(ITEMS + "/21/result"), 404).code()).isEqualTo("no_result");
    }

    @ParameterizedTest
    @CsvSource({
        "/9,404,unknown_item", "/2510,404,unknown_item", "/x,404,unknown_item", "/x/result,404,unknown_item",
        "?state=lost,400,state", "?from=-1,400,from", "?limit=1001,400,limit", "?limit=x,400,limit",
        "?of=1,400,of", "?limit=1&limit=2,400,limit"
    })
    void tellsWhatIsWrong(String path, int status, String named) {
        assertThat(serving.get(ITEMS + path)).satisfies(answer -> {
            refused(answer, status);
            assertThat(answer.body()).contains(named);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=0-,0,10",
        "bytes=9-,9,1",
        "bytes=-3,7,3",
        "bytes=-30,0,10",
        "bytes=2-100,2,8",
        "bytes=-,,",
        "'bytes=0-1,3-4',,",
        "items=0-1,,",
        "bytes=5-4,,"
    })
    void understandsOneRange(String header, Long from, Long length) {
        if (from == null) {
            assertThat(ByteRange.of(header, 10)).isEmpty();
        } else {
            assertThat(ByteRange.of(header, 10)).contains(new ByteRange(from, length));
        }
    }

    private ItemStatus item(long id) {
        return read(serving.get(ItemStatus.path(Job.DEFAULT_NAME, Long.toString(id))), ItemStatus.class);
    }

    private long changed(String path) {
        return read(serving.post(path), ChangedItems.class).items();
    }

    private static EndedAttempt failed(HandedItem item, int exit) {
        return new EndedAttempt(item.token(), "failed", null, null, null, exit, null, "oh no", "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
