package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Selection;
import dev.workmanager.store.JobSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder of every version of the format still opens, and says what it said then. See {@link DataFixture}. */
class FormatTest {
    private static final int FIRST_BITS = 1_912_561_643;

    @TempDir
    Path folder;

    private EmbeddedStore openVersion1() throws IOException {
        return DataFixture.open(
                unpack("data-v1.zip"), folder.resolve("out"), new VirtualClock(DataFixture.STARTED + 60_000, 5));
    }

    private Path unpack(String name) throws IOException {
        Path data = folder.resolve("kept");
        Path archive = Path.of("src/test/resources", name);
        try (FileSystem files = FileSystems.newFileSystem(archive)) {
            DataFixture.copy(files.getPath("/"), data);
        }
        return data;
    }

    private static Map<Long, Item> items(EmbeddedStore store) {
        Map<Long, Item> items = new TreeMap<>();
        store.forEachItem(Job.DEFAULT_NAME, (index, item) -> items.put(index + 1, item));
        return items;
    }

    @Test
    void theJobIsAsItWas() throws IOException {
        EmbeddedStore store = openVersion1();
        JobSnapshot snapshot = store.job(Job.DEFAULT_NAME).orElseThrow();
        assertThat(snapshot.job().id()).hasToString("0123456789abcdef");
        assertThat(snapshot.job().source().words()).isEqualTo("list: 13 lines");
        assertThat(snapshot.job().policy().attempts()).isEqualTo(9);
        assertThat(snapshot.job().createdAt()).isEqualTo(DataFixture.STARTED);
        assertThat(snapshot.counts().done()).isEqualTo(5);
        assertThat(snapshot.counts().failed()).isEqualTo(1);
        assertThat(snapshot.counts().pending()).isEqualTo(2);
        assertThat(snapshot.running()).containsExactly(3, 4, 6, 7, 11);
        assertThat(snapshot.superseded()).isEqualTo(1);
        List<String> lines = new ArrayList<>();
        for (long index = 0; index < 13; index++) {
            lines.add(store.data(snapshot.job(), index));
        }
        assertThat(lines).isEqualTo(DataFixture.LINES);
        assertThat(folder.resolve("out/3")).hasContent("third");
    }

    @Test
    void eachItemIsAsItWas() throws IOException {
        Map<Long, Item> items = items(openVersion1());
        assertThat(items).containsOnlyKeys(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        Map<Long, List<String>> ends = new TreeMap<>();
        items.forEach((id, item) -> ends.put(id, ends(item)));
        assertThat(ends)
                .containsEntry(1L, List.of("1 by 1 done"))
                .containsEntry(2L, List.of("1 by 1 failed 7", "2 by 2 failed -9"))
                .containsEntry(3L, List.of("1 by 1 done"))
                .containsEntry(4L, List.of("1 by 1 superseded", "2 by 2"))
                .containsEntry(5L, List.of("1 by 0"))
                .containsEntry(6L, List.of("1 by 0 done"))
                .containsEntry(7L, List.of("1 by 0"))
                .containsEntry(8L, List.of("1 by 2 released", "2 by 0"))
                .containsEntry(9L, List.of("1 by 2 done"))
                .containsEntry(10L, List.of())
                .containsEntry(11L, List.of("1 by 2 given-back"))
                .containsEntry(12L, List.of("1 by 0"));
    }

    @Test
    void whatIsDoneIsAsItWas() throws IOException {
        EmbeddedStore store = openVersion1();
        assertThat(item(store, 1)).satisfies(item -> {
            Attempt attempt = item.attempts().get(0);
            assertThat(attempt.startedAt()).isEqualTo(DataFixture.STARTED);
            assertThat(attempt.bits()).isEqualTo(FIRST_BITS);
            assertThat(Objects.requireNonNull(attempt.ending()).at()).isEqualTo(DataFixture.STARTED + 500);
            assertThat(item.resultSize()).isEqualTo(5);
            assertThat(item.resultHash()).isEqualTo(Clients.hash("first".getBytes(StandardCharsets.US_ASCII)));
        });
        assertThat(item(store, 3).resultSize()).isEqualTo(5);
        assertThat(item(store, 9).resultHash()).isEqualTo(Clients.hash(DataFixture.LARGE));
        assertThat(item(store, 10).state()).isEqualTo(ItemState.DONE);
    }

    @Test
    void whatFailedOrWaitsIsAsItWas() throws IOException {
        EmbeddedStore store = openVersion1();
        assertThat(item(store, 2)).satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.FAILED);
            assertThat(item.failures()).isEqualTo(2);
            assertThat(item.stderr()).isEqualTo("killed");
            assertThat(item.stdout()).isEqualTo("said so");
        });
        assertThat(item(store, 11)).satisfies(item -> {
            assertThat(item.state()).isEqualTo(ItemState.PENDING);
            assertThat(item.giveBacks()).isEqualTo(1);
            assertThat(item.notBefore() - item.backoff()).isEqualTo(DataFixture.STARTED + 40_500);
            assertThat(item.backoff()).isBetween(4_000L, 8_000L);
        });
    }

    private static Item item(EmbeddedStore store, long id) {
        return Objects.requireNonNull(items(store).get(id));
    }

    private static List<String> ends(Item item) {
        return item.attempts().stream().map(FormatTest::end).toList();
    }

    private static String end(Attempt attempt) {
        Attempt.Ending ending = attempt.ending();
        String how = ending == null ? "" : " " + ending.how().word();
        String code = attempt.ended(AttemptEnd.FAILED)
                ? " " + Objects.requireNonNull(ending).code()
                : "";
        return attempt.number() + " by " + attempt.worker() + how + code;
    }

    @Test
    void workersAreKnownByTheirNumbers() throws IOException {
        EmbeddedStore store = openVersion1();
        assertThat(exchange(store, "bob", 6)).isCompleted();
        assertThat(exchange(store, "ada", 2).handle((answer, refused) -> ((RefusedException) refused).code()))
                .isCompletedWithValue(ErrorCode.STALE_REQUEST);
        assertThat(exchange(store, "ada", 4)).isCompleted();
    }

    private static CompletableFuture<Exchanged> exchange(EmbeddedStore store, String worker, long number) {
        CompletableFuture<Exchanged> answer = store.submit(new Command.Exchange(
                new WorkerId(worker), 0, number, Optional.empty(), List.of(), 0, Selection.ALL, 0));
        store.step();
        return answer;
    }

    /** Whoever changes the format notices it here, and keeps a folder of the new one beside the old ones. */
    @Test
    void thisIsHowItIsWrittenToday() throws IOException {
        DataFixture.make(folder);
        assertThat(contents(folder.resolve("data"))).isEqualTo(contents(unpack("data-v1.zip")));
    }

    private static Map<Path, ByteBuffer> contents(Path folder) throws IOException {
        Map<Path, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(path), ByteBuffer.wrap(Files.readAllBytes(path)));
            }
        }
        return contents;
    }
}
