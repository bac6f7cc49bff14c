package dev.workmanager.store;

import static org.assertj.core.api.Assertions.assertThat;

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

    private final EventRing ring = new EventRing(GENERATION, 8);

    /** An event's time is its number, so that a wrong one at its place is seen. */
    private static void add(EventRing ring, long number) {
        ring.add(new Event.OfWorker(number, Event.OfWorker.Change.SEEN, WORKER));
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
                add(small, number);
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
