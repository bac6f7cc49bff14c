package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.bytes;
import static dev.workmanager.rules.Scene.done;
import static dev.workmanager.rules.Scene.ended;
import static dev.workmanager.rules.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.JobId;
import dev.workmanager.model.LeaseToken;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fence is the attempt, not the clock. */
final class FenceTest {
    private final Scene scene = new Scene(1);
    private final Scene.Asker early = scene.worker("early");
    private final Scene.Asker late = scene.worker("late");

    @Test
    void whoHoldsAnItemCompletesIt() {
        HandedOut out = early.take();
        assertThat(early.end(done(out, bytes("x")))).isEqualTo(Standing.ENDED);
        assertThat(scene.item(0).state()).isEqualTo(ItemState.DONE);
        assertThat(scene.file(0)).isEqualTo("x");
    }

    @Test
    void anAttemptWhoseLeaseRanOutMayFinishWhileNoLaterOneWasHandedOut() {
        HandedOut out = early.take();
        scene.expire(out);
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
        assertThat(early.end(done(out, bytes("x")))).isEqualTo(Standing.ENDED);
        assertThat(scene.item(0).state()).isEqualTo(ItemState.DONE);
        assertThat(scene.item(0).losses()).isZero();
        assertThat(late.next(1).finished()).isTrue();
    }

    @Test
    void anAttemptThatIsRenewedInTimeWasNeverLost() {
        HandedOut out = early.take();
        scene.expire(out);
        assertThat(scene.item(0).losses()).isOne();
        assertThat(scene.renew(out)).isEqualTo(Standing.HELD);
        assertThat(scene.item(0).state()).isEqualTo(ItemState.RUNNING);
        assertThat(scene.item(0).losses()).isZero();
        assertThat(late.next(1).items()).isEmpty();
    }

    @Test
    void aLaterAttemptFencesTheEarlierOne() {
        HandedOut first = early.take();
        scene.expire(first);
        HandedOut second = late.take();
        assertThat(scene.renew(first)).isEqualTo(Standing.SUPERSEDED);
        assertThat(early.end(done(first, bytes("stale")))).isEqualTo(Standing.SUPERSEDED);
        assertThat(scene.file(0)).isEmpty();
        assertThat(late.end(done(second, bytes("good")))).isEqualTo(Standing.ENDED);
        assertThat(early.end(done(first, bytes("stale")))).isEqualTo(Standing.SUPERSEDED);
        assertThat(scene.file(0)).isEqualTo("good");
    }

    @Test
    void aLaterAttemptFencesEvenWhenItWasGivenBack() {
        HandedOut first = early.take();
        scene.expire(first);
        late.end(ended(late.take(), AttemptEnd.RELEASED));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
        assertThat(early.end(done(first))).isEqualTo(Standing.SUPERSEDED);
        assertThat(scene.renew(first)).isEqualTo(Standing.SUPERSEDED);
    }

    @Test
    void oneThatComesTooLateIsCountedOnce() {
        HandedOut first = early.take();
        scene.expire(first);
        late.take();
        early.end(done(first));
        early.end(done(first));
        early.end(failed(first, 1));
        assertThat(scene.ledger.superseded(JOB)).isOne();
        assertThat(scene.item(0).failures()).isZero();
        assertThat(attempt(1).ended(AttemptEnd.SUPERSEDED)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"DONE", "FAILED", "TIMED_OUT", "RELEASED", "GIVEN_BACK"})
    void theSameEndAgainIsAcceptedAndChangesNothing(AttemptEnd how) {
        HandedOut out = early.take();
        early.end(ended(out, how));
        Item before = scene.item(0);
        assertThat(early.end(ended(out, how))).isEqualTo(Standing.ENDED);
        assertThat(scene.item(0)).isEqualTo(before);
    }

    @Test
    void anAttemptEndsOnlyOnce() {
        HandedOut out = early.take();
        early.end(ended(out, AttemptEnd.RELEASED));
        Item before = scene.item(0);
        assertThat(early.end(done(out, bytes("x")))).isEqualTo(Standing.SUPERSEDED);
        assertThat(scene.item(0)).isEqualTo(before);
        assertThat(scene.file(0)).isEmpty();
        assertThat(scene.ledger.superseded(JOB)).isZero();
    }

    @Test
    void theSecondResultOfOneAttemptIsNotTaken() {
        HandedOut out = early.take();
        early.end(done(out, bytes("first")));
        assertThat(early.end(done(out, bytes("second")))).isEqualTo(Standing.ENDED);
        assertThat(scene.file(0)).isEqualTo("first");
    }

    @Test
    void aTokenMatchesWholeOrNotAtAll() {
        HandedOut out = early.take();
        LeaseToken good = out.token();
        Item before = scene.item(0);
        for (LeaseToken wrong : List.of(
                new LeaseToken(new JobId(43), good.item(), good.attempt(), good.bits()),
                new LeaseToken(good.job(), 1, good.attempt(), good.bits()),
                new LeaseToken(good.job(), -1, good.attempt(), good.bits()),
                new LeaseToken(good.job(), good.item(), 2, good.bits()),
                new LeaseToken(good.job(), good.item(), good.attempt(), good.bits() ^ 1))) {
            Ended ended = new Ended(wrong.toString(), Optional.of(wrong), AttemptEnd.DONE, 0, bytes("x"), "", "");
            assertThat(early.end(ended)).isEqualTo(Standing.UNKNOWN);
            assertThat(scene.ask(new Command.Renew(Optional.empty(), List.of(Optional.of(wrong))))
                            .standings())
                    .containsExactly(Standing.UNKNOWN);
        }
        assertThat(scene.item(0)).isEqualTo(before);
    }

    @Test
    void whatIsNoTokenAtAllIsUnknown() {
        Ended ended = new Ended("nonsense", Optional.empty(), AttemptEnd.DONE, 0, bytes("x"), "", "");
        assertThat(early.next(0, ended).verdicts()).containsExactly(new Verdict("nonsense", Standing.UNKNOWN));
        assertThat(scene.ask(new Command.Renew(Optional.empty(), List.of(Optional.empty())))
                        .standings())
                .containsExactly(Standing.UNKNOWN);
    }

    @Test
    void anAttemptsNumberIsNeverUsedAgain() {
        assertThat(early.take().attempt()).isEqualTo(1);
        scene.wipe(0L);
        HandedOut second = early.take();
        assertThat(second.attempt()).isEqualTo(2);
        early.end(ended(second, AttemptEnd.RELEASED));
        HandedOut third = scene.borrow();
        assertThat(third.attempt()).isEqualTo(3);
        scene.ask(new Command.TakeBack(third));
        HandedOut last = early.take();
        for (int number = 4; number < 6; number++) {
            assertThat(last.attempt()).isEqualTo(number);
            early.end(failed(last, 1));
            scene.ledger.advance(60_000);
            last = early.take();
        }
        early.end(failed(last, 1));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.FAILED);
        scene.retryFailed(0L);
        assertThat(early.take().attempt()).isEqualTo(7);
    }

    @Test
    void ofManyAttemptsTheLastOnesAreRemembered() {
        HandedOut first = early.take();
        early.end(ended(first, AttemptEnd.RELEASED));
        for (int number = 2; number <= Item.KEPT_ATTEMPTS; number++) {
            late.end(ended(late.take(), AttemptEnd.RELEASED));
        }
        assertThat(scene.renew(first)).isEqualTo(Standing.ENDED);
        assertThat(late.take().attempt()).isEqualTo(Item.KEPT_ATTEMPTS + 1);
        assertThat(scene.renew(first)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void aRenewalTellsHowEachAttemptStands() {
        Scene many = new Scene(3);
        Scene.Asker asker = many.worker("w");
        List<HandedOut> outs = asker.next(3).items();
        asker.next(0, done(outs.get(0)));
        many.completeNameless(1, Result.EMPTY);
        assertThat(many.ask(new Command.Renew(
                                Optional.empty(),
                                outs.stream()
                                        .map(HandedOut::token)
                                        .map(Optional::of)
                                        .toList()))
                        .standings())
                .containsExactly(Standing.ENDED, Standing.SUPERSEDED, Standing.HELD);
        assertThat(many.ledger.renewals()).isOne();
    }

    @Test
    void anExpiryThatComesTooLateTakesNothing() {
        HandedOut out = early.take();
        early.end(done(out));
        assertThat(scene.expire(out)).isFalse();
        assertThat(scene.item(0).state()).isEqualTo(ItemState.DONE);
    }

    private Attempt attempt(int number) {
        return scene.item(0).attempt(number).orElseThrow();
    }
}
