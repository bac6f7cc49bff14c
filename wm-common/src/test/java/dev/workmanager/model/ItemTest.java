package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ItemTest {
    @Test
    void theLastAttemptsAreRemembered() {
        Item item = handedOut(40);
        assertThat(item.lastAttempt()).isEqualTo(40);
        assertThat(item.attempts())
                .extracting(Attempt::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(9, 40).boxed().toList());
        assertThat(item.attempt(8)).isEmpty();
        assertThat(item.attempt(9)).isPresent();
    }

    @Test
    void onlyAPendingItemWaits() {
        Item waiting = handedOut(1).waiting(5_000, 1_000);
        assertThat(waiting.state()).isEqualTo(ItemState.PENDING);
        assertThat(waiting.in(ItemState.PENDING)).isEqualTo(waiting);
        assertThat(waiting.in(ItemState.DONE).notBefore()).isZero();
        assertThat(waiting.in(ItemState.DONE).backoff()).isZero();
        assertThat(waiting.handedOut(attempt(2)).notBefore()).isZero();
    }

    @Test
    void oneAttemptIsReplacedByItsNumber() {
        Attempt ended = attempt(1).end(new Attempt.Ending(AttemptEnd.FAILED, 9, 3, false));
        Item item = handedOut(2).with(ended);
        assertThat(item.attempts()).containsExactly(ended, attempt(2));
        assertThat(item.with(ended.reopened())).isEqualTo(handedOut(2));
    }

    private static Item handedOut(int times) {
        Item item = Item.FRESH;
        for (int number = 1; number <= times; number++) {
            item = item.handedOut(attempt(number));
        }
        return item;
    }

    private static Attempt attempt(int number) {
        return new Attempt(number, number * 7, 1, 0, 1_000, null);
    }
}
