package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import dev.workmanager.rules.Standing;
import dev.workmanager.rules.Taken;
import dev.workmanager.store.ItemList;
import dev.workmanager.store.StoreFailedException;
import dev.workmanager.store.StoreUnusableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store on a real disk, with its threads. */
class EmbeddedStoreTest {
    private static final WorkerId WORKER = new WorkerId("w1");

    @TempDir
    Path folder;

    private EmbeddedStore store;

    @BeforeEach
    void open() {
        store = open(1 << 20);
    }

    private void startAgain(long changedBytes) {
        store.close();
        store = open(changedBytes);
    }

    private EmbeddedStore open(long changedBytes) {
        return EmbeddedStore.open(options(changedBytes));
    }

    private EmbeddedOptions options(long changedBytes) {
        return new EmbeddedOptions(
                folder.resolve("data"),
                folder.resolve("out"),
                InstantSource.system(),
                System::nanoTime,
                new SplittableRandom(1),
                changedBytes,
                1 << 20,
                64 << 20,
                Duration.ofSeconds(1),
                1_000);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Job create(Source source) {
        return ask(new Command.Submit(new NewJob(new JobId(42), Job.DEFAULT_NAME, source, Policy.DEFAULT, true)));
    }

    private <A> A ask(Command<A> command) {
        return store.submit(command).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private HandedOut take() {
        return ((Taken.Handed) ask(new Command.Take(Job.DEFAULT_NAME, false, 0))).item();
    }

    private Exchanged exchange(long number, int take, Ended... ended) {
        return ask(new Command.Exchange(WORKER, 0, number, Optional.empty(), List.of(ended), take, Selection.ALL, 0));
    }

    private static Ended done(HandedOut item, byte[] bytes) {
        return new Ended(item.token().toString(), Optional.of(item.token()), AttemptEnd.DONE, 0, inline(bytes), "", "");
    }

    private static Result inline(byte[] bytes) {
        try {
            return bytes.length == 0
                    ? Result.EMPTY
                    : new Result.Inline(
                            bytes, Hash.of(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itemsGoOutInAscendingOrderAndResultsComeIn() throws IOException {
        create(Source.numeric(5, 7));
        assertThat(take().id()).isEqualTo(5);
        Taken next = ask(
                new Command.Complete(Job.DEFAULT_NAME, 5, inline("five".getBytes(StandardCharsets.UTF_8)), false, 0));
        assertThat(((Taken.Handed) next).item().id()).isEqualTo(6);
        assertThat(folder.resolve("out/5")).hasContent("five");
        ask(new Command.Complete(Job.DEFAULT_NAME, 6, Result.EMPTY, false, 0));
        Taken last = ask(new Command.Complete(Job.DEFAULT_NAME, 7, Result.EMPTY, false, 0));
        assertThat(last).isEqualTo(new Taken.Done());
        assertThat(store.whenOver(Job.DEFAULT_NAME).join().counts().done()).isEqualTo(3);
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("5", ".part");
        }
    }

    @Test
    void whatWasAnsweredIsThereAfterAStart() {
        create(Source.numeric(0, 99));
        HandedOut first = take();
        ask(new Command.Complete(Job.DEFAULT_NAME, first.id(), inline(new byte[] {1, 2}), false, 0));
        startAgain(1 << 20);
        var snapshot = store.job(Job.DEFAULT_NAME).orElseThrow();
        assertThat(snapshot.counts().done()).isEqualTo(1);
        assertThat(snapshot.running()).containsExactly(1);
        assertThat(take().id()).isEqualTo(2);
    }

    @Test
    void theSameExchangeAgainGetsTheSameAnswer() {
        create(Source.numeric(0, 99));
        HandedOut item = exchange(1, 1).items().get(0);
        Exchanged second = exchange(2, 1, done(item, new byte[] {7}));
        Exchanged again = exchange(2, 1, done(item, new byte[] {7}));
        assertThat(again).isEqualTo(second);
        assertThat(again.verdicts().get(0).outcome()).isEqualTo(Standing.ENDED);
        assertThat(store.job(Job.DEFAULT_NAME).orElseThrow().counts().running()).isEqualTo(1);
        assertThatThrownBy(() -> exchange(1, 1))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RefusedException.class);
    }

    @Test
    void aLaterAttemptFencesTheEarlierOne() throws IOException {
        create(Source.numeric(0, 0));
        HandedOut early = exchange(1, 1).items().get(0);
        assertThat(ask(new Command.Wipe(1, List.of(0L)))).isEqualTo(1);
        HandedOut late = take();
        assertThat(late.attempt()).isEqualTo(2);
        Exchanged stale = exchange(2, 0, done(early, new byte[] {9}));
        assertThat(stale.verdicts().get(0).outcome()).isEqualTo(Standing.SUPERSEDED);
        assertThat(folder.resolve("out/0")).doesNotExist();
        assertThat(store.job(Job.DEFAULT_NAME).orElseThrow().superseded()).isEqualTo(1);
    }

    @Test
    void aTokenOfAnotherJobIsUnknown() {
        create(Source.numeric(0, 3));
        HandedOut item = exchange(1, 1).items().get(0);
        LeaseToken foreign = new LeaseToken(new JobId(43), item.id(), item.attempt(), item.bits());
        Ended ended = new Ended(foreign.toString(), Optional.of(foreign), AttemptEnd.DONE, 0, Result.EMPTY, "", "");
        assertThat(exchange(2, 0, ended).verdicts().get(0).outcome()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void checkpointsKeepEverythingThroughManyStarts() {
        startAgain(20_000);
        create(Source.numeric(0, 9_999));
        List<Long> done = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            Taken next = ask(new Command.Take(Job.DEFAULT_NAME, false, 0));
            for (int i = 0; i < 1_000; i++) {
                long id = ((Taken.Handed) next).item().id();
                next = ask(new Command.Complete(Job.DEFAULT_NAME, id, Result.EMPTY, false, 0));
                done.add(id);
            }
            startAgain(20_000);
        }
        assertThat(folder.resolve("data/manifest")).exists();
        List<Long> found = new ArrayList<>();
        store.forEachItem(Job.DEFAULT_NAME, ItemState.DONE, (index, item) -> found.add(index));
        assertThat(found).isEqualTo(done.stream().sorted().toList());
        assertThat(store.job(Job.DEFAULT_NAME).orElseThrow().counts().done()).isEqualTo(5_000);
    }

    @Test
    void aJobWhoseFailedItemsAreRetriedHasNotEnded() {
        create(Source.numeric(0, 0));
        for (int attempt = 1; attempt <= Policy.DEFAULT.attempts(); attempt++) {
            HandedOut item = ask(new Command.Exchange(
                            WORKER, 0, attempt, Optional.empty(), List.of(), 1, Selection.ALL, 5_000))
                    .items()
                    .get(0);
            Ended failed = new Ended(
                    item.token().toString(), Optional.of(item.token()), AttemptEnd.FAILED, 3, Result.EMPTY, "", "");
            WorkerId other = new WorkerId("other" + attempt);
            ask(new Command.Exchange(other, 0, 1, Optional.empty(), List.of(failed), 0, Selection.ALL, 0));
        }
        assertThat(store.whenOver(Job.DEFAULT_NAME).join().counts().failed()).isEqualTo(1);
        startAgain(1 << 20);
        assertThat(store.whenOver(Job.DEFAULT_NAME)).isDone();
        assertThat(ask(new Command.Retry(1, List.of(0L), Set.of(ItemState.FAILED))))
                .isEqualTo(1);
        assertThat(store.whenOver(Job.DEFAULT_NAME)).isNotDone();
    }

    @Test
    void linesAreFrozen() throws IOException {
        JobId id = new JobId(42);
        try (ItemList list = store.newItemList(id)) {
            for (String line : List.of("ünï", "", "b c")) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                list.add(bytes, 0, bytes.length);
            }
        }
        Job job = create(new Source(Source.Kind.LIST_FILE, 1, 3, "list-file: x"));
        assertThat(List.of(store.data(job, 0), store.data(job, 1), store.data(job, 2)))
                .containsExactly("ünï", "", "b c");
        startAgain(1 << 20);
        assertThat(store.data(job, 2)).isEqualTo("b c");
    }

    @Test
    void whoClosesItIsToldThatItFailed() {
        create(Source.numeric(0, 99));
        store.close();
        store = EmbeddedStore.open(
                new ForwardingDisk(new NioDisk()) {
                    @Override
                    public void syncAll(Path folder) throws IOException {
                        throw new IOException("Input/output error");
                    }
                },
                options(1 << 20));
        ask(new Command.Complete(Job.DEFAULT_NAME, 5, inline(new byte[] {5}), false, 0));
        assertThatThrownBy(() -> store.close())
                .isInstanceOf(StoreFailedException.class)
                .hasMessageContaining("Input/output error");
        store = open(1 << 20);
        assertThat(store.job(Job.DEFAULT_NAME).orElseThrow().counts().done()).isEqualTo(1);
    }

    @Test
    void aFolderHasOneOwner() {
        assertThatThrownBy(() -> open(1 << 20))
                .isInstanceOf(StoreUnusableException.class)
                .hasMessageContaining("in use");
    }
}
