package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.JobChange;
import dev.workmanager.rules.Order;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Selection;
import dev.workmanager.store.Event;
import dev.workmanager.store.EventId;
import dev.workmanager.store.EventPage;
import dev.workmanager.store.ResultFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store tells of: all of it, in order, and nothing that is not so yet. */
class EventsTest {
    private static final OpenStore.Sizes SIZES = new OpenStore.Sizes(1 << 20, 1 << 20, 64 << 20);
    private static final WorkerId WORKER = new WorkerId("w");

    private final SimDisk disk = new SimDisk();
    private final VirtualClock clock = new VirtualClock(1_700_000_000_000L, 77);
    private final Job job =
            new Job(1, new JobId(7), Job.DEFAULT_NAME, Source.numeric(5, 104), SimFolders.POLICY, 1_000, true);
    private OpenStore open;
    private EventId place;
    private long number;

    @BeforeEach
    void start() throws IOException {
        open = OpenStore.open(disk, new SimFolders(disk, job), clock, new SplittableRandom(3), SIZES);
        place = open.store().events().newest();
        open.create();
        open.store().step();
    }

    private <A> A ask(Command<A> command) {
        CompletableFuture<A> answer = open.store().submit(command);
        open.store().step();
        return answer.join();
    }

    private Exchanged exchange(int take, Ended... ended) {
        return ask(new Command.Exchange(WORKER, 0, ++number, Optional.empty(), List.of(ended), take, Selection.ALL, 0));
    }

    private static Ended ended(HandedOut item, AttemptEnd how, int code, Result result) {
        return new Ended(item.token().toString(), Optional.of(item.token()), how, code, result, "", "");
    }

    private static Ended done(HandedOut item) {
        return ended(item, AttemptEnd.DONE, 0, inline(new byte[] {1, 2, 3}));
    }

    private static Ended failed(HandedOut item, int code) {
        return ended(item, AttemptEnd.FAILED, code, inline(new byte[0]));
    }

    private static Result inline(byte[] bytes) {
        try {
            return new Result.Inline(
                    bytes, Hash.of(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is new since the last time, in words; each item that is done has its result then. */
    private List<String> news() {
        List<String> news = new ArrayList<>();
        EventPage page = open.store().events().after(place, event -> true, 1_000);
        assertThat(page.gap()).isEmpty();
        page.events().forEach(entry -> {
            checkResult(entry.event());
            news.add(words(entry.event()));
        });
        place = page.next();
        return news;
    }

    private void checkResult(Event event) {
        if (event instanceof Event.OfItem item && item.state() == ItemState.DONE) {
            try (ResultFile result =
                    open.store().result(item.job(), item.index()).orElseThrow()) {
                assertThat(result.size()).isEqualTo(3);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String words(Event event) {
        if (event instanceof Event.OfJob of) {
            return "job " + of.change() + " " + of.job().job().mode().word();
        }
        if (event instanceof Event.OfWorker of) {
            return "worker " + of.change() + " " + of.worker().order();
        }
        Event.OfItem of = (Event.OfItem) event;
        String attempt = of.attempt() == null || of.attempt().ending() == null
                ? "-"
                : of.attempt().number() + " " + of.attempt().ending().how().word() + " "
                        + of.attempt().ending().code();
        return "item " + of.job().source().id(of.index()) + " " + of.state() + " " + attempt
                + (of.notBefore() > 0 ? " later" : "");
    }

    @Test
    void tellsOfJobsItemsAndWorkers() {
        assertThat(news()).containsExactly("job SUBMITTED open");
        List<HandedOut> items = exchange(4).items();
        assertThat(news()).containsExactly("worker SEEN NONE");
        exchange(
                0,
                done(items.get(0)),
                failed(items.get(1), 9),
                ended(items.get(2), AttemptEnd.RELEASED, 0, inline(new byte[0])));
        assertThat(news())
                .containsExactly(
                        "item 5 DONE 1 done 0", "item 6 PENDING 1 failed 9 later", "item 7 PENDING 1 released 0");
        exchange(0, done(items.get(0)));
        assertThat(news()).as("nothing new is nothing to tell").isEmpty();
        ask(new Command.ChangeJob(job.name(), JobChange.PAUSE));
        ask(new Command.ChangeJob(job.name(), JobChange.PAUSE));
        ask(new Command.OrderWorker(WORKER, Order.DRAIN));
        assertThat(news()).containsExactly("job CHANGED paused", "worker ORDERED DRAIN");
        ask(new Command.CancelItems(1, List.of(3L, 50L)));
        assertThat(news()).containsExactly("item 8 CANCELLED 1 killed 0", "item 55 CANCELLED -");
        ask(new Command.Retry(1, List.of(50L), Set.of(ItemState.CANCELLED)));
        assertThat(news()).containsExactly("item 55 PENDING -");
        ask(new Command.ChangeJob(job.name(), JobChange.CANCEL));
        assertThat(news()).containsExactly("job CHANGED cancelled", "job ENDED cancelled");
        ask(new Command.DeleteJob(job.name()));
        assertThat(news()).containsExactly("job DELETED cancelled");
    }

    @Test
    void tellsOfLossesAndOfThoseWhoComeBack() {
        List<HandedOut> items = exchange(1).items();
        news();
        open.pass(SimFolders.POLICY.lease().toSeconds() + 5);
        assertThat(news()).containsExactly("worker LOST NONE", "item 5 PENDING 1 lost 0");
        exchange(0, done(items.get(0)));
        assertThat(news()).containsExactly("worker BACK NONE", "item 5 DONE 1 done 0");
    }

    /** The end of the last item comes before the end of its job, and nothing after that. */
    @Test
    void tellsOfTheEndAtTheEnd() {
        List<HandedOut> items = exchange(100).items();
        news();
        exchange(0, items.stream().map(EventsTest::done).toArray(Ended[]::new));
        List<String> news = news();
        assertThat(news).hasSize(101);
        assertThat(news.get(0)).isEqualTo("item 5 DONE 1 done 0");
        assertThat(news.get(100)).isEqualTo("job ENDED open");
    }

    /** The frame is safe, but the result cannot be read: nobody hears of it, or of what came after it, until it can. */
    @Test
    void tellsOfNoItemWhoseResultCannotBeRead() {
        List<HandedOut> items = exchange(2).items();
        news();
        disk.watch((operation, path) -> {
            if (operation == SimDisk.Operation.CREATE && path.startsWith(SimFolders.OUT)) {
                throw new IOException("No space left on device");
            }
        });
        CompletableFuture<Exchanged> refused = open.store()
                .submit(new Command.Exchange(
                        WORKER, 0, ++number, Optional.empty(), List.of(done(items.get(0))), 0, Selection.ALL, 0));
        open.store().step();
        assertThat(refused).isCompletedExceptionally();
        ask(new Command.ChangeJob(job.name(), JobChange.PAUSE));
        assertThat(news()).isEmpty();
        disk.watchNoMore();
        open.pass(3);
        assertThat(news()).containsExactly("item 5 DONE 1 done 0", "job CHANGED paused");
    }

    /** What the journal could not take has not happened. */
    @Test
    void tellsOfNothingThatIsNotDurable() {
        List<HandedOut> items = exchange(1).items();
        news();
        disk.watch((operation, path) -> {
            if (operation == SimDisk.Operation.WRITE && path.startsWith(SimFolders.DATA)) {
                throw new IOException("No space left on device");
            }
        });
        CompletableFuture<Exchanged> refused = open.store()
                .submit(new Command.Exchange(
                        WORKER, 0, ++number, Optional.empty(), List.of(done(items.get(0))), 0, Selection.ALL, 0));
        open.store().step();
        assertThat(refused).isCompletedExceptionally();
        assertThat(news()).isEmpty();
        disk.watchNoMore();
        number--;
        exchange(0, done(items.get(0)));
        assertThat(news()).containsExactly("item 5 DONE 1 done 0");
    }

    @Test
    void aStartBeginsAnotherGeneration() throws IOException {
        exchange(1);
        news();
        open = OpenStore.open(
                disk.copy(), new SimFolders(disk, job), clock.ofNextStart(), new SplittableRandom(4), SIZES);
        EventPage page = open.store().events().after(place, event -> true, 10);
        assertThat(page.gap()).isPresent();
        assertThat(page.events()).isEmpty();
        assertThat(page.next().generation()).isNotEqualTo(place.generation());
    }
}
