package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.answer;
import static dev.workmanager.rules.Scene.bytes;
import static dev.workmanager.rules.Scene.done;
import static dev.workmanager.rules.Scene.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.ErrorCode;
import org.junit.jupiter.api.Test;

/** A command that waits for something to be handed out. */
final class PutAsideTest {
    private final Scene scene = new Scene(2);
    private final Scene.Asker asker = scene.worker("w");
    private final Scene.Asker other = scene.worker("other");

    @Test
    void whatAnExchangeEndsStandsWhileItWaits() {
        HandedOut mine = asker.take();
        other.take();
        Command<Exchanged> rest = putAside(asker.patiently(1, done(mine, bytes("x"))));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.DONE);
        assertThat(scene.file(0)).isEqualTo("x");
        assertThat(rest.patienceMillis()).isEqualTo(1_000);
    }

    @Test
    void onceThereIsSomethingItIsHandedOut() {
        HandedOut mine = asker.take();
        HandedOut others = other.take();
        Command<Exchanged> rest = putAside(asker.patiently(1, done(mine)));
        assertThat(putAside(rest.apply(scene.ledger, true))).isEqualTo(rest);
        other.end(ended(others, AttemptEnd.RELEASED));
        Exchanged answer = answer(rest.apply(scene.ledger, true));
        assertThat(answer.items()).extracting(HandedOut::id).containsExactly(1L);
        assertThat(answer.verdicts()).extracting(Verdict::outcome).containsExactly(Standing.ENDED);
        assertThat(asker.again(1, done(mine))).isEqualTo(answer);
    }

    @Test
    void whenItsPatienceIsAtAnEndItGoesAwayEmptyHanded() {
        asker.take();
        other.take();
        Command<Exchanged> rest = putAside(asker.patiently(1));
        Exchanged answer = answer(rest.apply(scene.ledger, false));
        assertThat(answer.items()).isEmpty();
        assertThat(answer.finished()).isFalse();
    }

    @Test
    void whoTakesNothingDoesNotWait() {
        asker.take();
        other.take();
        assertThat(asker.patiently(0)).isInstanceOf(Step.Answered.class);
    }

    @Test
    void nobodyWaitsOnceAllIsFinished() {
        HandedOut first = asker.take();
        HandedOut second = other.take();
        Command<Exchanged> rest = putAside(asker.patiently(1, done(first)));
        Exchanged last = answer(other.patiently(1, done(second)));
        assertThat(last.finished()).isTrue();
        assertThat(answer(rest.apply(scene.ledger, true)).finished()).isTrue();
    }

    @Test
    void aRequestAndItsRepeatThatBothWaitGetTheSame() {
        asker.take();
        HandedOut others = other.take();
        Command<Exchanged> first = putAside(asker.patiently(1));
        Command<Exchanged> repeat = putAside(asker.command(2, 1).apply(scene.ledger, true));
        other.end(ended(others, AttemptEnd.RELEASED));
        Exchanged answer = answer(first.apply(scene.ledger, true));
        assertThat(answer.items()).hasSize(1);
        assertThat(answer(repeat.apply(scene.ledger, true))).isEqualTo(answer);
        assertThat(scene.ledger.counts(JOB).running()).isEqualTo(2);
    }

    @Test
    void aRepeatThatTakesNothingLeavesNothingToTheOneThatWaits() {
        asker.take();
        HandedOut others = other.take();
        Command<Exchanged> rest = putAside(asker.patiently(1));
        assertThat(asker.again(0).items()).isEmpty();
        other.end(ended(others, AttemptEnd.RELEASED));
        assertThat(answer(rest.apply(scene.ledger, true)).items()).isEmpty();
        assertThat(scene.ledger.counts(JOB).running()).isOne();
    }

    @Test
    void oneThatWaitsIsStaleOnceALaterOneWasAnswered() {
        asker.take();
        HandedOut others = other.take();
        Command<Exchanged> rest = putAside(asker.patiently(1));
        asker.next(0);
        other.end(ended(others, AttemptEnd.RELEASED));
        MapLedger.Facts before = scene.ledger.facts();
        assertThatThrownBy(() -> rest.apply(scene.ledger, true))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STALE_REQUEST));
        assertThat(scene.ledger.facts()).isEqualTo(before);
    }

    @Test
    void aCompletionWithoutANameIsAppliedOnceAndThenWaits() {
        scene.borrow();
        other.end(ended(other.take(), AttemptEnd.GIVEN_BACK));
        Command.Complete complete = new Command.Complete(Job.DEFAULT_NAME, 0, bytes("x"), false, 1_000);
        Command<Taken> rest = putAside(complete.apply(scene.ledger, true));
        assertThat(rest).isEqualTo(new Command.Take(Job.DEFAULT_NAME, false, 1_000));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.DONE);
        scene.ledger.advance(60_000);
        assertThat(answer(rest.apply(scene.ledger, true))).isInstanceOf(Taken.Handed.class);
    }

    @Test
    void whoHasNoNameWaitsForWhatIsInOtherHandsOnlyIfAsked() {
        scene.borrow();
        scene.borrow();
        assertThat(answer(new Command.Take(Job.DEFAULT_NAME, false, 1_000).apply(scene.ledger, true)))
                .isEqualTo(new Taken.Done());
        Command<Taken> rest = putAside(new Command.Take(Job.DEFAULT_NAME, true, 1_000).apply(scene.ledger, true));
        assertThat(answer(rest.apply(scene.ledger, false))).isEqualTo(new Taken.Done());
    }

    private static <A> Command<A> putAside(Step<A> step) {
        return ((Step.PutAside<A>) step).rest();
    }
}
