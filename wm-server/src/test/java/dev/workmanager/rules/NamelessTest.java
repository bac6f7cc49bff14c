package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.bytes;
import static dev.workmanager.rules.Scene.done;
import static dev.workmanager.rules.Scene.ended;
import static dev.workmanager.rules.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.ItemState;
import dev.workmanager.protocol.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The seed's requesters know no worker, attempt, lease or request id: the last write wins. */
final class NamelessTest {
    private final Scene scene = new Scene(2);
    private final Scene.Asker worker = scene.worker("w");

    @Test
    void itemsGoOutInAscendingOrderUntilNothingIsPending() {
        assertThat(scene.borrow().id()).isZero();
        assertThat(scene.borrow().id()).isEqualTo(1);
        assertThat(scene.takeNameless()).isEqualTo(new Taken.Done());
    }

    @Test
    void aCompletionBringsTheNextItem() {
        scene.borrow();
        assertThat(scene.completeNameless(0, bytes("x")))
                .isInstanceOfSatisfying(
                        Taken.Handed.class,
                        handed -> assertThat(handed.item().id()).isEqualTo(1));
        assertThat(scene.item(0).attempt(1).orElseThrow().ended(AttemptEnd.DONE))
                .isTrue();
        assertThat(scene.file(0)).isEqualTo("x");
    }

    @Test
    void anItemThatWasNotHandedOutCanBeCompleted() {
        scene.completeNameless(1, bytes("x"));
        assertThat(scene.item(1).state()).isEqualTo(ItemState.DONE);
        assertThat(scene.ledger.counts(JOB).done()).isOne();
    }

    @Test
    void aSecondCompletionReplacesTheResultAndCountsOnce() {
        scene.completeNameless(0, bytes("first"));
        scene.completeNameless(0, bytes("second"));
        assertThat(scene.file(0)).isEqualTo("second");
        assertThat(scene.item(0).resultSize()).isEqualTo(6);
        assertThat(scene.ledger.counts(JOB).done()).isOne();
    }

    @Test
    void anEmptySecondCompletionLeavesTheResult() {
        scene.completeNameless(0, bytes("first"));
        scene.completeNameless(0, Result.EMPTY);
        assertThat(scene.file(0)).isEqualTo("first");
        assertThat(scene.item(0).resultSize()).isEqualTo(5);
    }

    @Test
    void anEmptyResultMakesNoFile() {
        Scene two = new Scene(3);
        two.completeNameless(0, Result.EMPTY);
        Scene.Asker asker = two.worker("w");
        asker.end(done(asker.take()));
        assertThat(two.ledger.facts().files()).isEmpty();
    }

    @Test
    void anEmptyFirstCompletionRemovesAFileOfAnEarlierBatch() {
        Scene used = new Scene(1, Scene.POLICY, false);
        used.ledger.result(JOB, 0, bytes("of an earlier batch"));
        used.completeNameless(0, Result.EMPTY);
        assertThat(used.file(0)).isEmpty();
    }

    @Test
    void aFailedItemCanBeCompleted() {
        for (int i = 0; i < 3; i++) {
            worker.end(failed(worker.take(), 1));
            scene.ledger.advance(60_000);
        }
        assertThat(scene.item(0).state()).isEqualTo(ItemState.FAILED);
        scene.completeNameless(0, bytes("by hand"));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.DONE);
    }

    @Test
    void whatWaitsOutABackoffIsPending() {
        worker.end(failed(worker.take(), 1));
        worker.take();
        assertThat(scene.takeNameless()).isEqualTo(new Taken.Later(scene.item(0).backoff()));
        scene.ledger.advance(60_000);
        assertThat(scene.borrow().id()).isZero();
    }

    @Test
    void aWorkerComesTooLateOnceSomebodyElseHasCompleted() {
        HandedOut out = worker.take();
        scene.completeNameless(0, bytes("theirs"));
        assertThat(scene.ledger.superseded(JOB)).isOne();
        assertThat(worker.end(done(out, bytes("mine")))).isEqualTo(Standing.SUPERSEDED);
        assertThat(scene.ledger.superseded(JOB)).isOne();
        assertThat(scene.file(0)).isEqualTo("theirs");
    }

    @Test
    void soDoesOneWhoseLeaseHadRunOut() {
        HandedOut out = worker.take();
        scene.expire(out);
        scene.completeNameless(0, bytes("theirs"));
        assertThat(worker.end(done(out, bytes("mine")))).isEqualTo(Standing.SUPERSEDED);
        assertThat(scene.ledger.superseded(JOB)).isOne();
        assertThat(scene.file(0)).isEqualTo("theirs");
    }

    @Test
    void theLastWriteWinsOverAWorkersToo() {
        HandedOut out = worker.take();
        worker.end(done(out, bytes("mine")));
        scene.completeNameless(0, bytes("theirs"));
        assertThat(scene.file(0)).isEqualTo("theirs");
        assertThat(worker.end(done(out, bytes("mine")))).isEqualTo(Standing.ENDED);
        assertThat(scene.file(0)).isEqualTo("theirs");
    }

    @Test
    void anAnswerThatCouldNotBeWrittenGivesBackWhatItTook() {
        HandedOut out = scene.borrow();
        assertThat(scene.ask(new Command.TakeBack(out))).isTrue();
        assertThat(scene.ask(new Command.TakeBack(out))).isFalse();
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
        assertThat(scene.borrow().id()).isZero();
    }

    @Test
    void whatHasMovedOnIsNotTakenBack() {
        HandedOut completed = scene.borrow();
        scene.completeNameless(0, Result.EMPTY);
        assertThat(scene.ask(new Command.TakeBack(completed))).isFalse();
        assertThat(scene.item(0).state()).isEqualTo(ItemState.DONE);
        HandedOut wiped = new HandedOut(
                scene.ledger.job(JOB), 1, 1, scene.item(1).attempts().get(0).bits());
        scene.wipe(1L);
        worker.take();
        assertThat(scene.ask(new Command.TakeBack(wiped))).isFalse();
        assertThat(scene.item(1).state()).isEqualTo(ItemState.RUNNING);
    }

    @Test
    void onlyTheVeryAttemptIsTakenBack() {
        HandedOut out = scene.borrow();
        HandedOut ofAnotherTime = new HandedOut(out.job(), out.index(), out.attempt(), out.bits() ^ 1);
        assertThat(scene.ask(new Command.TakeBack(ofAnotherTime))).isFalse();
        assertThat(scene.item(0).state()).isEqualTo(ItemState.RUNNING);
    }

    @Test
    void whatIsNotThereIsRefusedAndNothingHasChanged() {
        assertRefused(() -> scene.completeNameless(2, bytes("x")), ErrorCode.UNKNOWN_ITEM);
        assertRefused(() -> scene.completeNameless(-1, bytes("x")), ErrorCode.UNKNOWN_ITEM);
        assertRefused(() -> scene.ask(new Command.Complete("another", 0, bytes("x"), false, 0)), ErrorCode.NOT_FOUND);
        assertRefused(() -> scene.ask(new Command.Take("another", false, 0)), ErrorCode.NOT_FOUND);
    }

    @Test
    void whatAWorkerReleasesAnybodyMayHave() {
        worker.end(ended(worker.take(), AttemptEnd.RELEASED));
        assertThat(scene.borrow().attempt()).isEqualTo(2);
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
