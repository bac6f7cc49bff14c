package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.done;
import static dev.workmanager.rules.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.ExitCodes;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who gets what: priorities, domains, suspects; and what ends an item for good. */
final class TakeTest {
    private final Scene scene = new Scene(5);
    private int workers;

    private void submit(String name, Policy policy) {
        submit(scene, name, policy);
    }

    private static void submit(Scene scene, String name, Policy policy) {
        scene.ask(new Command.Submit(new NewJob(new JobId(name.hashCode()), name, Source.numeric(0, 1), policy, true)));
    }

    private List<String> jobs(Selection selection) {
        return Scene.answer(new Command.Exchange(
                                new WorkerId("selecting" + workers++),
                                0,
                                1,
                                Optional.empty(),
                                List.of(),
                                20,
                                selection,
                                0)
                        .apply(scene.ledger, false))
                .items()
                .stream()
                .map(out -> out.job().name())
                .distinct()
                .toList();
    }

    private static Selection domains(String... domains) {
        return new Selection(Optional.empty(), List.of(domains), false);
    }

    @Test
    void aHigherPriorityComesFirstThenTheOlderOne() {
        submit("low", Scene.POLICY.change().priority(-3).build());
        submit("same", Scene.POLICY);
        submit("high", Scene.POLICY.change().priority(7).build());
        assertThat(jobs(Selection.ALL)).containsExactly("high", "default", "same", "low");
    }

    @Test
    void aDomainIsForThoseWhoNameIt() {
        submit("gpu", Scene.POLICY.change().domain("gpu").build());
        submit("mail", Scene.POLICY.change().domain("mail").build());
        assertThat(jobs(domains("gpu"))).containsExactly("gpu");
        assertThat(jobs(Selection.ALL)).containsExactly("default");
        assertThat(jobs(domains("none", "mail"))).containsExactly("mail");
    }

    @Test
    void whoNamesAJobGetsOnlyThatOneWhateverItsDomain() {
        submit("gpu", Scene.POLICY.change().domain("gpu").build());
        assertThat(jobs(new Selection(Optional.of("gpu"), List.of(), false))).containsExactly("gpu");
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
    }

    private Exchanged choose(String worker, long number, String job, long id) {
        Selection selection = new Selection(Optional.of(job), List.of(), false, OptionalLong.of(id));
        return Scene.answer(
                new Command.Exchange(new WorkerId(worker), 0, number, Optional.empty(), List.of(), 1, selection, 1_000)
                        .apply(scene.ledger, true));
    }

    private static ErrorCode refused(Runnable asked) {
        return catchThrowableOfType(RefusedException.class, asked::run).code();
    }

    @Test
    void anItemThatIsChosenComesBeforeOthersAndOnlyOnce() {
        assertThat(choose("w", 1, "default", 3).items())
                .extracting(HandedOut::index)
                .containsExactly(3L);
        assertThat(choose("w", 1, "default", 3).items())
                .extracting(HandedOut::index)
                .containsExactly(3L);
        assertThat(refused(() -> choose("w", 2, "default", 3))).isEqualTo(ErrorCode.NOT_READY);
        assertThat(refused(() -> choose("v", 1, "default", 3))).isEqualTo(ErrorCode.NOT_READY);
        assertThat(refused(() -> choose("v", 1, "default", 5))).isEqualTo(ErrorCode.UNKNOWN_ITEM);
        assertThat(refused(() -> choose("v", 1, "none", 1))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(scene.item(3).attempts()).hasSize(1);
        assertThat(scene.worker("others").next(5).items())
                .extracting(HandedOut::index)
                .containsExactly(0L, 1L, 2L, 4L);
    }

    @Test
    void anItemThatIsChosenDoesNotWaitForItsBackoff() {
        Scene.Asker sender = scene.worker("first");
        sender.at(2, 0, failed(sender.take(), 1));
        assertThat(scene.item(0).notBefore()).isPositive();
        assertThat(choose("w", 1, "default", 0).items()).hasSize(1);
    }

    @Test
    void noneIsChosenOfAJobThatHandsOutNothing() {
        scene.ask(new Command.ChangeJob("default", JobChange.PAUSE));
        assertThat(refused(() -> choose("w", 1, "default", 0))).isEqualTo(ErrorCode.NOT_READY);
        assertThat(scene.ledger.worker(new WorkerId("w"))).isEmpty();
    }

    @Test
    void aSuspectThatIsChosenIsHeldAlone() {
        loseThreeTimes();
        assertThat(choose("w", 1, "default", 0).items()).hasSize(1);
        assertThat(scene.worker("w").at(2, 1).items()).isEmpty();
        scene.wipe(0L);
        Scene.Asker busy = scene.worker("busy");
        busy.take();
        assertThat(refused(() -> choose("busy", 2, "default", 0))).isEqualTo(ErrorCode.NOT_READY);
    }

    /** Slots that work at the same pace, and want as many as they can get. */
    @Test
    void nearTheEndNobodyHoldsWhatOthersWhoAreIdleCouldBegin() {
        Scene large = new Scene(3_000);
        List<Deque<HandedOut>> slots =
                Stream.<Deque<HandedOut>>generate(ArrayDeque::new).limit(16).toList();
        List<List<Ended>> ended =
                Stream.<List<Ended>>generate(ArrayList::new).limit(16).toList();
        int exchanges = 0;
        int most = 0;
        boolean someoneIsIdle = false;
        while (!someoneIsIdle) {
            for (int i = 0; i < slots.size(); i++) {
                Deque<HandedOut> held = slots.get(i);
                if (!held.isEmpty()) {
                    ended.get(i).add(done(held.remove()));
                }
                if (held.isEmpty()) {
                    exchanges++;
                    held.addAll(large.worker("w" + i)
                            .next(32, ended.get(i).toArray(Ended[]::new))
                            .items());
                    ended.get(i).clear();
                    most = Math.max(most, held.size());
                }
                someoneIsIdle |= held.isEmpty();
            }
        }
        assertThat(slots).allSatisfy(held -> assertThat(held).hasSizeLessThanOrEqualTo(2));
        assertThat(most).isEqualTo(32);
        assertThat(exchanges).isLessThan(3_000 / 5);
    }

    @Test
    void aJobOfWhichSomethingIsLeftIsNotPassedOver() {
        Scene large = new Scene(20);
        submit(large, "low", Scene.POLICY.change().priority(-3).build());
        assertThat(large.worker("a").next(12).items()).hasSize(12);
        assertThat(large.worker("b").next(6).items())
                .extracting(out -> out.job().name())
                .containsExactly("default", "default");
        assertThat(large.worker("c").next(100).items())
                .extracting(out -> out.job().name())
                .containsExactly("default", "default", "default", "default", "default", "default", "low", "low");
    }

    private void loseThreeTimes() {
        for (int i = 0; i < 3; i++) {
            scene.worker("lost" + i).take();
            scene.wipe(0L);
        }
    }

    @Test
    void whatWasLostThreeTimesIsHandedOutAlone() {
        loseThreeTimes();
        assertThat(scene.worker("busy").next(2).items()).hasSize(1).first().returns(0L, HandedOut::id);
        assertThat(scene.worker("busy", 1).patiently(1)).isInstanceOf(Step.PutAside.class);
    }

    @Test
    void whoHoldsSomethingDoesNotGetASuspect() {
        scene.worker("busy").take();
        scene.wipe(0L);
        HandedOut first = scene.worker("busy").take();
        assertThat(first.id()).isZero();
        for (int i = 0; i < 2; i++) {
            scene.expire(scene.worker("lost" + i).next(1).items().get(0));
        }
        assertThat(scene.worker("busy", 1).take().id()).isNotZero();
    }

    @Test
    void onceTheSuspectHasEndedItsWorkerGetsOthersAgain() {
        loseThreeTimes();
        Scene.Asker asker = scene.worker("w");
        HandedOut out = asker.take();
        assertThat(asker.next(3, done(out)).items()).hasSize(3);
    }

    @Test
    void whoHasNoNameGetsSuspectsToo() {
        loseThreeTimes();
        assertThat(scene.borrow().id()).isZero();
    }

    @Test
    void tooManyLossesAreTheEnd() {
        scene.ask(new Command.ChangePolicy(
                JOB, Scene.POLICY.change().crashLimit(2).build()));
        scene.expire(scene.worker("a").take());
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
        HandedOut last = scene.worker("b").take();
        scene.expire(last);
        assertThat(scene.item(0).state()).isEqualTo(ItemState.FAILED);
        assertThat(scene.worker("b").end(done(last))).isEqualTo(Standing.SUPERSEDED);
    }

    @Test
    void someExitCodesAreNeverTriedAgain() {
        scene.ask(new Command.ChangePolicy(
                JOB,
                Scene.POLICY.change().neverRetry(ExitCodes.parse("2,64-78")).build()));
        Scene.Asker asker = scene.worker("w");
        asker.end(failed(asker.take(), 70));
        asker.end(failed(asker.take(), 3));
        assertThat(scene.item(0).state()).isEqualTo(ItemState.FAILED);
        assertThat(scene.item(1).state()).isEqualTo(ItemState.PENDING);
    }

    @Test
    void aProgramThatAsksForItGetsItsItemLater() {
        Scene.Asker asker = scene.worker("w");
        HandedOut out = asker.take();
        Ended later = failed(out, EndedAttempt.LATER);
        assertThat(asker.end(later)).isEqualTo(Standing.ENDED);
        assertThat(asker.end(later)).isEqualTo(Standing.ENDED);
        assertThat(scene.item(0).attempt(1).orElseThrow().ended(AttemptEnd.GIVEN_BACK))
                .isTrue();
        assertThat(scene.item(0).failures()).isZero();
        assertThat(scene.item(0).giveBacks()).isOne();
    }

    @Test
    void aSlotCountsWhatItHasEnded() {
        Scene.Asker asker = scene.worker("w");
        HandedOut first = asker.take();
        asker.next(0, done(first));
        asker.again(0, done(first));
        asker.next(0, done(first));
        asker.end(failed(asker.take(), 1));
        Slot slot = scene.ledger.slot(1, 0).orElseThrow();
        assertThat(List.of(slot.done(), slot.failed())).containsExactly(1L, 1L);
    }

    @Test
    void whatIsReleasedIsSomebodyElses() {
        HandedOut out = scene.worker("w").take();
        Ended released = Scene.ended(out, AttemptEnd.RELEASED);
        for (int i = 0; i < 2; i++) {
            assertThat(scene.ask(new Command.Release(List.of(released))))
                    .containsExactly(new Verdict(out.token().toString(), Standing.ENDED));
        }
        assertThat(scene.worker("other").take().id()).isZero();
    }
}
