package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.bytes;
import static dev.workmanager.rules.Scene.done;
import static dev.workmanager.rules.Scene.ended;
import static dev.workmanager.rules.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Hash;
import dev.workmanager.model.ItemState;
import dev.workmanager.protocol.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Repeating an exchange is harmless: by counting, not by remembering. */
final class RepeatTest {
    private final Scene scene = new Scene(3);
    private final Scene.Asker asker = scene.worker("w");

    @Test
    void theSameNumberAgainGetsTheSameAnswerAndChangesNothing() {
        HandedOut first = asker.take();
        Exchanged answer = asker.next(1, done(first, bytes("x")));
        MapLedger.Facts before = scene.ledger.facts();
        assertThat(asker.again(1, done(first, bytes("x")))).isEqualTo(answer);
        assertThat(scene.ledger.facts()).isEqualTo(before);
    }

    @Test
    void anAnswerThatHandedOutNothingHandsOutNothingAgain() {
        HandedOut first = asker.take();
        asker.next(0, ended(first, AttemptEnd.RELEASED));
        assertThat(asker.again(1, ended(first, AttemptEnd.RELEASED)).items()).isEmpty();
    }

    @Test
    void aRepeatThatTakesNothingStillBringsWhatTheFirstOneGot() {
        Exchanged answer = asker.next(1);
        assertThat(asker.again(0)).isEqualTo(answer);
    }

    @Test
    void aLowerNumberIsStaleAndTakesNothing() {
        HandedOut first = asker.take();
        asker.next(1, done(first));
        assertRefused(() -> asker.at(1, 1), ErrorCode.STALE_REQUEST);
    }

    @Test
    void aLowerNumberEndsNothingEither() {
        HandedOut first = asker.take();
        asker.next(0);
        assertRefused(() -> asker.at(1, 0, done(first)), ErrorCode.STALE_REQUEST);
        assertThat(scene.item(0).state()).isEqualTo(ItemState.RUNNING);
    }

    @Test
    void anUnknownWorkerBeginsWithOne() {
        assertRefused(() -> asker.at(2, 1), ErrorCode.STALE_REQUEST);
        assertThat(asker.at(1, 1).items()).hasSize(1);
    }

    @Test
    void eachSlotBeginsWithOneAndCountsByItself() {
        asker.next(1);
        asker.next(0);
        Scene.Asker other = scene.worker("w", 1);
        assertRefused(() -> other.at(2, 1), ErrorCode.STALE_REQUEST);
        assertThat(other.at(1, 1).items()).hasSize(1);
        assertThat(asker.next(1).items()).hasSize(1);
    }

    @Test
    void aNumberMayBeLeftOut() {
        asker.take();
        assertThat(asker.at(7, 1).items()).hasSize(1);
        assertRefused(() -> asker.at(6, 1), ErrorCode.STALE_REQUEST);
    }

    @Test
    void aRepeatHandsOutOnlyWhatIsStillHeld() {
        asker.next(2);
        scene.completeNameless(0, Result.EMPTY);
        assertThat(asker.again(2).items()).extracting(HandedOut::id).containsExactly(1L);
    }

    @Test
    void aRepeatIsNewsOfWhatItHandsOut() {
        asker.next(2);
        asker.again(2);
        assertThat(scene.ledger.renewals()).isEqualTo(2);
    }

    @Test
    void aRepeatHoldsAgainWhatWasLostMeanwhile() {
        Exchanged answer = asker.next(1);
        scene.expire(answer.items().get(0));
        assertThat(asker.again(1)).isEqualTo(answer);
        assertThat(scene.item(0).state()).isEqualTo(ItemState.RUNNING);
        assertThat(scene.worker("other").take().id()).isEqualTo(1);
    }

    @Test
    void whatWasAcceptedOnceIsAcceptedAgainWhateverBecameOfTheItem() {
        HandedOut out = asker.take();
        asker.next(0, failed(out, 1));
        assertThat(scene.completeNameless(0, Result.EMPTY)).isInstanceOf(Taken.Handed.class);
        assertThat(asker.again(0, failed(out, 1)).verdicts().get(0).outcome()).isEqualTo(Standing.ENDED);
        scene.ledger.put(JOB, 0, scene.item(0).in(ItemState.CANCELLED));
        assertThat(asker.again(0, failed(out, 1)).verdicts().get(0).outcome()).isEqualTo(Standing.ENDED);
    }

    @Test
    void anotherResultThanTheOnePutIsRefusedAndNothingHasChanged() {
        HandedOut first = asker.take();
        HandedOut second = asker.take();
        Result missing = new Result.Missing(70_000, new Hash(1, 2, 3, 4));
        assertRefused(() -> asker.at(3, 1, done(first), done(second, missing)), ErrorCode.RESULT_MISSING);
        Result put = new Result.Part("part", 70_000, new Hash(1, 2, 3, 4));
        assertThat(asker.at(3, 1, done(first), done(second, put)).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Standing.ENDED, Standing.ENDED);
        assertThat(scene.file(1)).isEqualTo("part");
    }

    @Test
    void aRepeatNeedsNoResultThatWasUsedUp() {
        HandedOut first = asker.take();
        Hash hash = new Hash(1, 2, 3, 4);
        Result put = new Result.Part("part", 70_000, hash);
        Exchanged answer = asker.next(1, done(first, put));
        assertThat(asker.again(1, done(first, new Result.Missing(70_000, hash))))
                .isEqualTo(answer);
        assertThat(scene.file(0)).isEqualTo("part");
    }

    @Test
    void oneRequestEndsAnAttemptOnlyOnce() {
        HandedOut first = asker.take();
        assertThat(asker.next(0, failed(first, 1), failed(first, 1), done(first))
                        .verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Standing.ENDED, Standing.ENDED, Standing.SUPERSEDED);
        assertThat(scene.item(0).failures()).isOne();
    }

    private void assertRefused(ThrowingCallable request, ErrorCode code) {
        MapLedger.Facts before = scene.ledger.facts();
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(scene.ledger.facts()).isEqualTo(before);
    }
}
