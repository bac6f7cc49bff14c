package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.done;
import static dev.workmanager.rules.Scene.ended;
import static dev.workmanager.rules.Scene.failed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts for what. */
final class CountingTest {
    private final Scene scene = new Scene(4);
    private final Scene.Asker asker = scene.worker("w");

    @Test
    void failedAndTimedOutCountForAttempts() {
        asker.end(failed(asker.take(), 1));
        scene.ledger.advance(60_000);
        asker.end(ended(asker.take(), AttemptEnd.TIMED_OUT));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
        scene.ledger.advance(60_000);
        asker.end(failed(asker.take(), -9));
        Item item = scene.item(0);
        assertThat(item.state()).isEqualTo(ItemState.FAILED);
        assertThat(item.failures()).isEqualTo(3);
        assertThat(item.attempts())
                .extracting(attempt -> requireNonNull(attempt.ending()).code())
                .containsExactly(1, 0, -9);
        assertThat(List.of(item.stderr(), item.stdout())).containsExactly("its stderr", "its stdout");
    }

    @Test
    void anAttemptTookAsLongAsItsWorkerSaysThoughNotLongerThanItHeldTheItem() {
        HandedOut quick = asker.take();
        scene.ledger.advance(1_000);
        asker.end(Scene.ran(quick, 10));
        HandedOut boastful = asker.take();
        scene.ledger.advance(1_000);
        asker.end(Scene.ran(boastful, 5_000));
        HandedOut silent = asker.take();
        scene.ledger.advance(1_000);
        asker.end(done(silent));
        assertThat(List.of(took(0), took(1), took(2))).containsExactly(10L, 1_000L, 1_000L);
    }

    private long took(long index) {
        Attempt attempt = scene.item(index).attempts().get(0);
        return requireNonNull(attempt.ending()).at() - attempt.startedAt();
    }

    @Test
    void releasedCountsForNothing() {
        for (int i = 0; i < 10; i++) {
            asker.end(ended(asker.take(), AttemptEnd.RELEASED));
        }
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
        assertThat(counters(0)).containsExactly(0, 0, 0);
        assertThat(asker.take().id()).isZero();
    }

    @Test
    void lostCountsForLossesOnly() {
        for (int i = 1; i <= 10; i++) {
            scene.expire(scene.worker("w" + i).take());
            assertThat(counters(0)).containsExactly(0, 0, i);
        }
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
    }

    @Test
    void givenBackCountsByItself() {
        for (int i = 1; i <= 2; i++) {
            asker.end(ended(asker.take(), AttemptEnd.GIVEN_BACK));
            assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
            assertThat(counters(0)).containsExactly(0, i, 0);
            scene.ledger.advance(60_000);
        }
        asker.end(ended(asker.take(), AttemptEnd.GIVEN_BACK));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.FAILED);
    }

    @Test
    void eachFailureWaitsLonger() {
        asker.end(failed(asker.take(), 1));
        assertThat(scene.item(0).backoff()).isBetween(500L, 1_000L);
        assertThat(asker.take().id()).isEqualTo(1);
        scene.ledger.advance(scene.item(0).backoff() - 1);
        assertThat(asker.take().id()).isEqualTo(2);
        scene.ledger.advance(1);
        HandedOut again = asker.take();
        assertThat(again.id()).isZero();
        asker.end(failed(again, 1));
        assertThat(scene.item(0).backoff()).isBetween(1_000L, 2_000L);
    }

    @Test
    void aWorkerThatIsGoneIsHeldAgainstAnItemOnlyIfItHeldNothingElse() {
        List<HandedOut> held = asker.next(3).items();
        held.forEach(scene::expire);
        assertThat(losses(0, 1, 2)).containsExactly(0, 0, 0);
        scene.expire(scene.worker("alone").take());
        assertThat(losses(0, 1, 2)).containsExactly(1, 0, 0);
    }

    @Test
    void whatItTookShortlyBeforeItWasGoneIsNoExceptionToThat() {
        HandedOut first = asker.take();
        HandedOut second = scene.worker("w", 1).take();
        scene.expire(first);
        scene.worker("other").take();
        scene.expire(second);
        assertThat(losses(0, 1)).containsExactly(0, 0);
    }

    @Test
    void aWorkerThatCameBackIsGoneAnewTheNextTime() {
        HandedOut first = asker.take();
        HandedOut second = asker.take();
        scene.expire(first);
        scene.worker("other").take();
        asker.next(0);
        scene.expire(second);
        assertThat(losses(0, 1)).containsExactly(0, 1);
    }

    @Test
    void newsOfWhatWasLostIsAWorkersComingBackToo() {
        HandedOut first = asker.take();
        HandedOut second = asker.take();
        scene.expire(first);
        scene.renew(first);
        scene.completeNameless(0, Result.EMPTY);
        scene.expire(second);
        assertThat(losses(0, 1)).containsExactly(0, 1);
    }

    @Test
    void onlyWhatCountedIsTakenBack() {
        scene.expire(scene.worker("alone").take());
        HandedOut first = asker.take();
        HandedOut second = asker.take();
        scene.expire(first);
        assertThat(losses(0, 1)).containsExactly(1, 0);
        scene.renew(first);
        scene.renew(second);
        assertThat(losses(0, 1)).containsExactly(1, 0);
    }

    @Test
    void aWipeIsHeldAgainstNobody() {
        asker.take();
        scene.borrow();
        assertThat(scene.wipe(0L, 1L, 2L)).isEqualTo(2);
        assertThat(scene.wipe(0L, 1L, 2L)).isZero();
        assertThat(losses(0, 1)).containsExactly(0, 0);
        assertThat(scene.ledger.counts(JOB).pending()).isEqualTo(4);
    }

    @Test
    void aRetryBeginsToCountAnew() {
        HandedOut lost = asker.take();
        scene.expire(lost);
        for (int i = 0; i < 3; i++) {
            asker.end(failed(asker.take(), 1));
            scene.ledger.advance(60_000);
        }
        assertThat(scene.item(0).state()).isEqualTo(ItemState.FAILED);
        assertThat(scene.retryFailed(0L, 1L)).isOne();
        assertThat(scene.retryFailed(0L, 1L)).isZero();
        assertThat(counters(0)).containsExactly(0, 0, 0);
        assertThat(asker.take().id()).isZero();
    }

    @Test
    void aCompletionForgetsWhatFailuresSaid() {
        asker.end(failed(asker.take(), 1));
        scene.ledger.advance(60_000);
        asker.end(done(asker.take()));
        assertThat(scene.item(0).stderr() + scene.item(0).stdout()).isEmpty();
        assertThat(scene.item(0).failures()).isOne();
    }

    @Test
    void anotherPolicyHoldsFromNowOn() {
        asker.end(failed(asker.take(), 1));
        scene.ask(new Command.ChangePolicy(JOB, Scene.POLICY.withAttempts(2)));
        scene.ledger.advance(60_000);
        asker.end(failed(asker.take(), 1));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.FAILED);
    }

    private int[] counters(long index) {
        Item item = scene.item(index);
        return new int[] {item.failures(), item.giveBacks(), item.losses()};
    }

    private List<Integer> losses(long... indexes) {
        return Arrays.stream(indexes)
                .mapToObj(index -> scene.item(index).losses())
                .toList();
    }
}
