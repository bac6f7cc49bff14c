package dev.workmanager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Worker;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventRingTest {
    private static final long GENERATION = 0xabcL;
    private static final Worker WORKER = new Worker(1, new WorkerId("w"), null, 0);

    private static final Job JOB = new Job(3, new JobId(7), "crunch", Source.numeric(0, 99), Policy.DEFAULT, 0, true);

    private final EventRing ring = new EventRing(GENERATION, 8);

    /** An event's time is its number, so that a wrong one at its place is seen. */
    private static void add(EventRing ring, long number) {
        ring.add(new Event.OfWorker(number, Event.OfWorker.Change.SEEN, WORKER));
    }

    /** Likewise all else that it says; every other one is of an item that has no attempt. */
    private static Event ofItem(long number) {
        Attempt.Ending ending = new Attempt.Ending(AttemptEnd.FAILED, number, (int) number, number % 3 == 0);
        Attempt attempt =
                new Attempt((int) number, (int) -number, (int) number + 1, (int) number + 2, number - 1, ending);
        return new Event.OfItem(number, JOB, number, ItemState.PENDING, number % 2 == 0 ? null : attempt, number + 5);
    }

    private static boolean all(Event unused) {
        return true;
    }

    private void addAndShow(long from, long to) {
        for (long number = from; number <= to; number++) {
            add(ring, number);
        }
        ring.show();
    }

    private static EventId id(long number) {
        return new EventId(GENERATION, number);
    }

    private static List<Long> numbers(EventPage page) {
        assertThat(page.events())
                .allSatisfy(entry ->
                        assertThat(entry.event().at()).isEqualTo(entry.id().number()));
        return page.events().stream().map(entry -> entry.id().number()).toList();
    }

    @Test
    void goesOnExactlyAfterAPlace() {
        assertThat(ring.newest()).isEqualTo(id(0));
        addAndShow(1, 5);
        EventPage first = ring.after(id(1), EventRingTest::all, 2);
        assertThat(numbers(first)).containsExactly(2L, 3L);
        assertThat(first.gap()).isEmpty();
        assertThat(first.more()).isTrue();
        EventPage second = ring.after(first.next(), EventRingTest::all, 10);
        assertThat(numbers(second)).containsExactly(4L, 5L);
        assertThat(second.more()).isFalse();
        assertThat(second.next()).isEqualTo(ring.newest());
        assertThat(ring.after(second.next(), EventRingTest::all, 10).events()).isEmpty();
    }

    @Test
    void givesEachEventAsItCame() {
        Attempt.Ending failed = new Attempt.Ending(AttemptEnd.FAILED, Long.MAX_VALUE, -9, true);
        Attempt attempt = new Attempt(7, -123_456_789, Integer.MAX_VALUE, 5, 1_700_000_000_001L, failed);
        List<Event> events = List.of(
                new Event.OfItem(-1, JOB, Long.MAX_VALUE - 1, ItemState.FAILED, attempt, 9),
                new Event.OfWorker(2, Event.OfWorker.Change.LOST, WORKER),
                new Event.OfItem(3, JOB, 0, ItemState.CANCELLED, null, 0));
        // Each at each place, behind each other one.
        for (int i = 0; i < 24; i++) {
            List<Event> now = List.of(events.get(i % 3), events.get((i / 2 + 1) % 3), events.get((i + 2) % 3));
            EventId before = ring.newest();
            now.forEach(ring::add);
            ring.show();
            assertThat(ring.after(before, EventRingTest::all, 10).events().stream()
                            .map(EventPage.Entry::event))
                    .containsExactlyElementsOf(now);
        }
    }

    @Test
    void passesOverWhatNobodyWants() {
        addAndShow(1, 6);
        EventPage page = ring.after(id(0), event -> event.at() % 3 == 0, 10);
        assertThat(numbers(page)).containsExactly(3L, 6L);
        assertThat(page.next()).isEqualTo(id(6));
        assertThat(ring.after(id(0), event -> false, 10).next()).isEqualTo(id(6));
    }

    @Test
    void countsWhatIsLost() {
        addAndShow(1, 20);
        EventPage page = ring.after(id(3), EventRingTest::all, 100);
        assertThat(page.gap()).contains(new EventPage.Gap(id(3), id(12), OptionalLong.of(9)));
        assertThat(numbers(page)).containsExactly(13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
        assertThat(ring.after(id(12), EventRingTest::all, 100).gap()).isEmpty();
    }

    @Test
    void noticesWhatIsOverwrittenWhileItIsRead() {
        addAndShow(1, 8);
        EventPage page = ring.after(
                id(0),
                event -> {
                    if (event.at() == 1) {
                        addAndShow(9, 13);
                    }
                    return true;
                },
                100);
        assertThat(page.gap()).contains(new EventPage.Gap(id(0), id(5), OptionalLong.of(5)));
        assertThat(numbers(page)).containsExactly(6L, 7L, 8L);
        assertThat(page.next()).isEqualTo(id(8));
    }

    @Test
    void knowsNoPlaceOfAnotherGeneration() {
        addAndShow(1, 2);
        EventId other = new EventId(GENERATION + 1, 1);
        EventPage page = ring.after(other, EventRingTest::all, 100);
        assertThat(page.gap()).contains(new EventPage.Gap(other, id(0), OptionalLong.empty()));
        assertThat(numbers(page)).containsExactly(1L, 2L);
        assertThat(ring.after(id(3), EventRingTest::all, 100).gap()).isPresent();
        addAndShow(3, 20);
        assertThat(ring.after(other, EventRingTest::all, 100).gap())
                .contains(new EventPage.Gap(other, id(12), OptionalLong.empty()));
    }

    @Test
    void hidesWhatIsNotShownYet() {
        addAndShow(1, 2);
        add(ring, 3);
        assertThat(numbers(ring.after(id(0), EventRingTest::all, 10))).containsExactly(1L, 2L);
        CompletableFuture<Void> more = ring.more(id(2));
        assertThat(more).isNotDone();
        ring.show();
        assertThat(more).isDone();
        assertThat(numbers(ring.after(id(2), EventRingTest::all, 10))).containsExactly(3L);
        assertThat(ring.more(id(2))).isDone();
    }

    @Test
    void losesWhatWasHiddenForTooLong() {
        addAndShow(1, 4);
        for (long number = 5; number <= 20; number++) {
            add(ring, number);
        }
        EventPage page = ring.after(id(1), EventRingTest::all, 100);
        assertThat(page.events()).isEmpty();
        assertThat(page.gap()).contains(new EventPage.Gap(id(1), id(4), OptionalLong.of(3)));
        ring.show();
        EventPage later = ring.after(page.next(), EventRingTest::all, 100);
        assertThat(later.gap()).contains(new EventPage.Gap(id(4), id(12), OptionalLong.of(8)));
        assertThat(numbers(later)).startsWith(13L).endsWith(20L);
    }

    @Test
    void letsNobodyWaitWhenItIsClosed() {
        CompletableFuture<Void> waiting = ring.more(id(0));
        ring.close();
        assertThat(waiting).isDone();
        assertThat(ring.more(id(0))).isDone();
        assertThat(ring.closed()).isTrue();
    }

    /** Each event is seen once, or counted as lost: whatever is overwritten while it is read. */
    @Test
    void losesNothingInSilence() {
        EventRing small = new EventRing(GENERATION, 64);
        long last = 2_000_000;
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (long number = 1; number <= last; number++) {
                if (number % 5 == 0) {
                    add(small, number);
                } else {
                    small.add(ofItem(number));
                }
                if (number % 7 == 0 || number == last) {
                    small.show();
                }
            }
        });
        EventId place = id(0);
        long seen = 0;
        long lost = 0;
        while (place.number() < last) {
            small.more(place).orTimeout(20, TimeUnit.SECONDS).join();
            EventPage page = small.after(place, EventRingTest::all, 1_000);
            lost += page.gap().map(gap -> gap.lost().orElseThrow()).orElse(0L);
            List<Long> numbers = numbers(page);
            for (EventPage.Entry entry : page.events()) {
                if (entry.event() instanceof Event.OfItem) {
                    assertThat(entry.event()).isEqualTo(ofItem(entry.id().number()));
                }
            }
            seen += numbers.size();
            if (!numbers.isEmpty()) {
                assertThat(numbers.get(0))
                        .isEqualTo(page.gap().map(gap -> gap.upTo().number()).orElse(place.number()) + 1);
            }
            place = page.next();
        }
        writer.join();
        assertThat(seen + lost).isEqualTo(last);
        assertThat(lost).isPositive();
    }

    @Test
    void readsItsOwnIds() {
        assertThat(id(17)).hasToString("0000000000000abc-17");
        assertThat(EventId.parse(id(17).toString())).contains(id(17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "17",
                "0000000000000abc",
                "0000000000000abc-",
                "0000000000000abc-x",
                "0000000000000ABC-1",
                "0000000000000abc-01",
                "0000000000000abc--0",
                "0000000000000abg-1",
                "0000000000000abc-99999999999999999999"
            })
    void readsNoOthers(String text) {
        assertThat(EventId.parse(text)).isEqualTo(Optional.empty());
    }
}
