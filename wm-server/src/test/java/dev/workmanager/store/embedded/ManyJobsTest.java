package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Halt;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.JobMode;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.JobChange;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.Order;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.ResultFile;
import dev.workmanager.store.WorkerStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many jobs in the embedded store, on a real disk, and what is left of them after a start. */
class ManyJobsTest {
    private static final Policy POLICY =
            Policy.DEFAULT.change().halt(Halt.parse("never")).build();

    @TempDir
    Path folder;

    private EmbeddedStore store;
    private final Map<String, Long> numbers = new HashMap<>();

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(new EmbeddedOptions(
                folder.resolve("data"),
                folder.resolve("out"),
                InstantSource.system(),
                System::nanoTime,
                new SplittableRandom(1),
                20_000,
                1 << 20,
                64 << 20,
                Duration.ofSeconds(1),
                1_000));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void startAgain() {
        store.close();
        open();
    }

    private <A> A ask(Command<A> command) {
        return store.submit(command).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Job submit(String name, long items, Policy policy) {
        return ask(new Command.Submit(
                new NewJob(new JobId(name.hashCode()), name, Source.numeric(1, items), policy, true)));
    }

    private Exchanged exchange(String worker, int take, Ended... ended) {
        long number = numbers.merge(worker, 1L, Long::sum);
        About about = new About("product.importer", "host", 7L, "0.1.0", 1_234L);
        return ask(new Command.Exchange(
                new WorkerId(worker), 0, number, Optional.of(about), List.of(ended), take, Selection.ALL, 0));
    }

    private static Ended done(HandedOut out, String result) {
        byte[] bytes = result.getBytes(StandardCharsets.UTF_8);
        Result inline = bytes.length == 0 ? Result.EMPTY : new Result.Inline(bytes, ResultPart.hash(bytes));
        return new Ended(out.token().toString(), Optional.of(out.token()), AttemptEnd.DONE, 0, inline, "", "");
    }

    private JobProgress progress(String name) {
        return store.progress(name).orElseThrow();
    }

    @Test
    void resultsLieInAFolderOfTheirJob() throws IOException {
        Job job = submit("crunch", 3, POLICY);
        HandedOut out = exchange("w", 1).items().get(0);
        exchange("w", 0, done(out, "sum"));
        assertThat(folder.resolve("out/crunch/1")).hasContent("sum");
        startAgain();
        try (ResultFile file = store.result(job, 0).orElseThrow()) {
            ByteBuffer bytes = ByteBuffer.allocate(9);
            assertThat(file.size()).isEqualTo(3);
            assertThat(file.read(bytes, 1)).isEqualTo(2);
            assertThat(new String(bytes.array(), 0, 2, StandardCharsets.UTF_8)).isEqualTo("um");
        }
        assertThat(store.result(job, 1)).isEmpty();
        assertThat(store.countResults("crunch")).isOne();
        assertThat(store.countResults("other")).isZero();
    }

    @Test
    void whatWasSaidOfAJobHoldsAfterAStart() {
        Policy policy = POLICY.change()
                .priority(-5)
                .domain("gpu")
                .timeout(Optional.of(Duration.ofMinutes(3)))
                .halt(Halt.parse("fail=0.5%, now"))
                .crashLimit(9)
                .namelessLease(true)
                .build();
        Job made = submit("a", 1_000_000_000, policy);
        submit("b", 2, POLICY);
        submit("c", 2, POLICY);
        ask(new Command.ChangeJob("b", JobChange.PAUSE));
        ask(new Command.ChangeJob("c", JobChange.CANCEL));
        startAgain();
        assertThat(store.jobs())
                .extracting(each -> each.job().name(), each -> each.job().mode())
                .containsExactly(tuple("a", JobMode.OPEN), tuple("b", JobMode.PAUSED), tuple("c", JobMode.CANCELLED));
        assertThat(progress("a").job()).isEqualTo(made);
        assertThat(progress("c").counts()).isEqualTo(new Counts(2, 0, 0, 0, 2));
        assertThat(progress("c").endedAt()).isPositive();
    }

    @Test
    void cancellingABillionItemsCostsNoMoreThanCancellingTen() {
        submit("a", 1_000_000_000, POLICY);
        exchange("w", 3);
        ask(new Command.ChangeJob("a", JobChange.CANCEL));
        assertThat(progress("a").counts()).isEqualTo(new Counts(1_000_000_000, 0, 0, 0, 1_000_000_000));
        assertThat(progress("a").over()).isTrue();
        store.whenOver("a").orTimeout(20, TimeUnit.SECONDS).join();
        Job job = progress("a").job();
        ItemPage page = store.page(job, Optional.of(ItemState.CANCELLED), 999_999_990, 100);
        assertThat(page.items()).hasSize(10);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aDeletedJobIsGoneForGoodAndItsNameIsFree() {
        Job first = submit("a", 2, POLICY);
        exchange("w", 2).items().forEach(out -> exchange("w", 0, done(out, "x")));
        ask(new Command.DeleteJob("a"));
        assertThat(store.progress("a")).isEmpty();
        startAgain();
        assertThat(store.jobs()).isEmpty();
        Job second = submit("a", 3, POLICY);
        assertThat(second.no()).isGreaterThan(first.no());
        assertThat(progress("a").counts()).isEqualTo(new Counts(3, 0, 0, 0, 0));
        store.checkpoint();
        startAgain();
        ask(new Command.ChangeJob("a", JobChange.CANCEL));
        ask(new Command.DeleteJob("a"));
        store.checkpoint();
        startAgain();
        assertThat(submit("b", 1, POLICY).no()).isGreaterThan(second.no());
    }

    @Test
    void chunksOfDeletedJobsGoWithTheNextMerge() {
        for (int round = 0; round < 3 * Checkpointer.MAX_FILES; round++) {
            submit("job", 400, POLICY);
            List<HandedOut> out = exchange("w", 400).items();
            exchange("w", 0, out.stream().map(each -> done(each, "")).toArray(Ended[]::new));
            ask(new Command.DeleteJob("job"));
        }
        startAgain();
        assertThat(store.jobs()).isEmpty();
        submit("last", 1, POLICY);
        assertThat(exchange("v", 2).items()).hasSize(1);
    }

    @Test
    void pagesShowItemsThatWereTouchedAndThoseThatWereNot() {
        Job job = submit("a", 1_000, POLICY);
        List<HandedOut> out = exchange("w", 300).items();
        exchange("w", 0, out.stream().skip(10).map(each -> done(each, "")).toArray(Ended[]::new));
        store.checkpoint();
        ItemPage first = store.page(job, Optional.empty(), 0, 20);
        assertThat(first.items())
                .extracting(entry -> entry.item().state())
                .containsExactlyElementsOf(Stream.concat(
                                Collections.nCopies(10, ItemState.RUNNING).stream(),
                                Collections.nCopies(10, ItemState.DONE).stream())
                        .toList());
        assertThat(first.next()).hasValue(20);
        assertThat(store.page(job, Optional.of(ItemState.DONE), 0, 1_000).items())
                .hasSize(290);
        ItemPage pending = store.page(job, Optional.of(ItemState.PENDING), 0, 5);
        assertThat(pending.items()).extracting(ItemPage.Entry::index).containsExactly(300L, 301L, 302L, 303L, 304L);
        assertThat(pending.next()).hasValue(305);
        assertThat(store.page(job, Optional.of(ItemState.PENDING), 990, 1_000))
                .satisfies(last -> assertThat(last.items()).hasSize(10))
                .returns(OptionalLong.empty(), ItemPage::next);
        assertThat(store.page(job, Optional.of(ItemState.FAILED), 0, 10).items())
                .isEmpty();
        assertThat(store.page(job, Optional.empty(), 1_000, 10))
                .isEqualTo(new ItemPage(List.of(), OptionalLong.empty()));
    }

    @Test
    void pagesOfAStateGoOnWhereTheLastOneWasFull() {
        Job job = submit("a", 1_000, POLICY);
        List<HandedOut> out = exchange("w", 500).items();
        exchange("w", 0, out.stream().map(each -> done(each, "")).toArray(Ended[]::new));
        long from = 0;
        long seen = 0;
        for (OptionalLong next = OptionalLong.of(0); next.isPresent(); from = next.orElse(from)) {
            ItemPage page = store.page(job, Optional.of(ItemState.DONE), from, 120);
            seen += page.items().size();
            next = page.next();
        }
        assertThat(seen).isEqualTo(500);
    }

    @Test
    void anItemThatIsChosenFarAheadIsHandedOutOnceAlsoAfterAStart() {
        submit("a", 1_000_000_000, POLICY);
        Exchanged chosen = ask(new Command.Exchange(
                new WorkerId("chooser"),
                0,
                1,
                Optional.empty(),
                List.of(),
                1,
                new Selection(Optional.of("a"), List.of(), false, OptionalLong.of(3)),
                0));
        assertThat(chosen.items()).extracting(HandedOut::index).containsExactly(2L);
        startAgain();
        assertThat(exchange("w", 4).items()).extracting(HandedOut::index).containsExactly(0L, 1L, 3L, 4L);
        Exchanged far = ask(new Command.Exchange(
                new WorkerId("chooser"),
                0,
                2,
                Optional.empty(),
                List.of(done(chosen.items().get(0), "x")),
                1,
                new Selection(Optional.of("a"), List.of(), false, OptionalLong.of(1_000_000_000)),
                0));
        assertThat(far.items()).extracting(HandedOut::index).containsExactly(999_999_999L);
        startAgain();
        assertThat(exchange("w", 2).items()).extracting(HandedOut::index).containsExactly(5L, 6L);
        assertThat(progress("a").counts().running()).isEqualTo(7);
    }

    @Test
    void workersAreKnownWithWhatTheyHoldAndHaveDone() {
        submit("a", 5, POLICY);
        List<HandedOut> out = exchange("w", 3).items();
        exchange("w", 0, done(out.get(0), "x"));
        startAgain();
        ask(new Command.OrderWorker(new WorkerId("w"), Order.PAUSE));
        WorkerStatus status = store.worker(new WorkerId("w")).orElseThrow();
        assertThat(status.done()).isOne();
        assertThat(status.failed()).isZero();
        assertThat(status.holds())
                .extracting(held -> held.job().name() + " " + held.id() + " " + held.attempt())
                .containsExactlyInAnyOrder("a 2 1", "a 3 1");
        assertThat(status.worker().order()).isEqualTo(Order.PAUSE);
        assertThat(status.worker().about()).isEqualTo(new About("product.importer", "host", 7L, "0.1.0", 1_234L));
        assertThat(store.worker(status.worker().no())).contains(status.worker());
        assertThat(store.workers()).containsExactly(status);
    }

    @Test
    void aSuspectIsStillOneAfterAStart() {
        submit("a", 5, POLICY);
        for (int i = 0; i < 3; i++) {
            exchange("lost" + i, 1);
            ask(new Command.Wipe(1, List.of(0L)));
        }
        store.checkpoint();
        startAgain();
        assertThat(exchange("w", 3).items()).extracting(HandedOut::id).containsExactly(1L);
        assertThat(exchange("v", 3).items()).extracting(HandedOut::id).containsExactly(2L, 3L, 4L);
    }

    @Test
    void aHaltedJobIsOverOnceNothingRuns() {
        submit("a", 10, POLICY.change().attempts(1).halt(Halt.parse("fail=1")).build());
        List<HandedOut> out = exchange("w", 2).items();
        HandedOut bad = out.get(0);
        Ended failed =
                new Ended(bad.token().toString(), Optional.of(bad.token()), AttemptEnd.FAILED, 1, Result.EMPTY, "", "");
        assertThat(exchange("w", 1, failed).order()).isEqualTo(Order.DRAIN);
        assertThat(store.whenOver("a")).isNotDone();
        exchange("w", 0, done(out.get(1), ""));
        assertThat(store.whenOver("a")
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .job()
                        .mode())
                .isEqualTo(JobMode.HALTED);
        startAgain();
        assertThat(store.whenOver("a")).isDone();
        ask(new Command.ChangeJob("a", JobChange.RESUME));
        assertThat(store.whenOver("a")).isNotDone();
    }

    @Test
    void whoWaitsIsServedWhenAJobComesOrIsResumed() {
        Command.Exchange waiting = new Command.Exchange(
                new WorkerId("waiting"),
                0,
                1,
                Optional.empty(),
                List.of(),
                1,
                new Selection(Optional.empty(), List.of(), true),
                20_000);
        CompletableFuture<Exchanged> answer = store.submit(waiting);
        submit("a", 1, POLICY);
        assertThat(answer.orTimeout(20, TimeUnit.SECONDS).join().items()).hasSize(1);
        submit("b", 1, POLICY);
        ask(new Command.ChangeJob("b", JobChange.PAUSE));
        CompletableFuture<Exchanged> paused = store.submit(new Command.Exchange(
                new WorkerId("other"), 0, 1, Optional.empty(), List.of(), 1, Selection.ALL, 20_000));
        ask(new Command.ChangeJob("b", JobChange.RESUME));
        assertThat(paused.orTimeout(20, TimeUnit.SECONDS).join().items()).hasSize(1);
    }

    private CompletableFuture<Exchanged> waits(String worker, int slot, Selection selection) {
        return store.submit(
                new Command.Exchange(new WorkerId(worker), slot, 1, Optional.empty(), List.of(), 1, selection, 20_000));
    }

    @Test
    void whoWaitsForOneJobIsNotInTheWayOfThoseWhoWaitForAnother() {
        submit("a", 1, POLICY.change().domain("a").build());
        HandedOut held = ask(new Command.Exchange(
                        new WorkerId("holding"),
                        0,
                        1,
                        Optional.empty(),
                        List.of(),
                        1,
                        new Selection(Optional.of("a"), List.of(), false),
                        0))
                .items()
                .get(0);
        submit("b", 2, POLICY);
        HandedOut other = exchange("w", 2).items().get(0);
        CompletableFuture<Exchanged> first = waits("first", 0, new Selection(Optional.empty(), List.of("a"), false));
        CompletableFuture<Exchanged> second = waits("second", 0, Selection.ALL);
        ask(new Command.TakeBack(other));
        assertThat(second.orTimeout(10, TimeUnit.SECONDS).join().items()).hasSize(1);
        assertThat(first).isNotDone();
        ask(new Command.TakeBack(held));
        assertThat(first.orTimeout(10, TimeUnit.SECONDS).join().items()).hasSize(1);
    }

    @Test
    void aPausedWorkerIsInNobodysWay() {
        submit("b", 1, POLICY);
        HandedOut other = exchange("w", 1).items().get(0);
        exchange("paused", 0);
        ask(new Command.OrderWorker(new WorkerId("paused"), Order.PAUSE));
        CompletableFuture<Exchanged> first = waits("paused", 1, Selection.ALL);
        CompletableFuture<Exchanged> second = waits("second", 0, Selection.ALL);
        ask(new Command.TakeBack(other));
        assertThat(second.orTimeout(10, TimeUnit.SECONDS).join().items()).hasSize(1);
        assertThat(first).isNotDone();
        ask(new Command.TakeBack(second.join().items().get(0)));
        ask(new Command.OrderWorker(new WorkerId("paused"), Order.NONE));
        assertThat(first.orTimeout(10, TimeUnit.SECONDS).join().items()).hasSize(1);
    }

    @Test
    void theRateIsThatOfTheLastMinute() {
        Meter meter = new Meter(0);
        for (int second = 1; second <= 100; second++) {
            meter.add(10, second * 1_000L);
        }
        assertThat(meter.rate(100_000)).isBetween(9.5, 10.5);
        assertThat(meter.rate(200_000)).isZero();
    }
}
