package dev.workmanager.rules;

import static dev.workmanager.rules.Scene.JOB;
import static dev.workmanager.rules.Scene.bytes;
import static dev.workmanager.rules.Scene.done;
import static dev.workmanager.rules.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Halt;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.JobMode;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs as wholes. */
final class JobChangeTest {
    private final Scene scene = new Scene(100);
    private final Scene.Asker asker = scene.worker("w");

    private JobMode change(JobChange change) {
        return scene.ask(new Command.ChangeJob(Job.DEFAULT_NAME, change)).mode();
    }

    private Counts counts() {
        return scene.ledger.counts(JOB);
    }

    private static void assertRefused(Scene scene, Command<?> command, ErrorCode code) {
        MapLedger.Facts before = scene.ledger.facts();
        assertThatThrownBy(() -> scene.ask(command))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(scene.ledger.facts()).isEqualTo(before);
    }

    @Test
    void aPausedJobHandsNothingOutAndWhatRunsGoesOn() {
        HandedOut out = asker.take();
        assertThat(change(JobChange.PAUSE)).isEqualTo(JobMode.PAUSED);
        assertThat(scene.worker("other").patiently(1)).isInstanceOf(Step.PutAside.class);
        assertThat(scene.takeNameless()).isInstanceOf(Taken.Later.class);
        assertThat(scene.renew(out)).isEqualTo(Standing.HELD);
        Exchanged ended = asker.next(1, done(out, bytes("x")));
        assertThat(ended.items()).isEmpty();
        assertThat(ended.finished()).isFalse();
        assertThat(scene.file(0)).isEqualTo("x");
        assertThat(change(JobChange.RESUME)).isEqualTo(JobMode.OPEN);
        assertThat(asker.take().id()).isEqualTo(1);
    }

    @Test
    void aCancelledJobHasEndedAtOnceAndTakesNothingMore() {
        HandedOut kept = asker.take();
        asker.end(done(kept));
        HandedOut out = asker.take();
        assertThat(change(JobChange.CANCEL)).isEqualTo(JobMode.CANCELLED);
        assertThat(counts()).isEqualTo(new Counts(100, 0, 1, 0, 99));
        assertThat(scene.renew(out)).isEqualTo(Standing.CANCELLED);
        assertThat(asker.end(done(out, bytes("too late")))).isEqualTo(Standing.CANCELLED);
        assertThat(asker.end(done(out, bytes("too late")))).isEqualTo(Standing.CANCELLED);
        assertThat(scene.file(1)).isEmpty();
        assertThat(scene.item(1).attempt(1).orElseThrow().ended(AttemptEnd.KILLED))
                .isTrue();
        assertThat(counts()).isEqualTo(new Counts(100, 0, 1, 0, 99));
        assertThat(asker.next(1).finished()).isTrue();
        assertThat(scene.takeNameless()).isEqualTo(new Taken.Done());
    }

    @Test
    void whatIsCancelledStaysSo() {
        change(JobChange.CANCEL);
        assertThat(change(JobChange.CANCEL)).isEqualTo(JobMode.CANCELLED);
        for (JobChange change : List.of(JobChange.PAUSE, JobChange.RESUME)) {
            assertRefused(scene, new Command.ChangeJob(Job.DEFAULT_NAME, change), ErrorCode.JOB_CANCELLED);
        }
        assertThatThrownBy(() -> scene.retry(0L)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aLeaseThatRunsOutInACancelledJobChangesNoCount() {
        HandedOut out = asker.take();
        change(JobChange.CANCEL);
        assertThat(scene.expire(out)).isTrue();
        assertThat(counts()).isEqualTo(new Counts(100, 0, 0, 0, 100));
        assertThat(scene.renew(out)).isEqualTo(Standing.CANCELLED);
    }

    @Test
    void aJobIsDeletedOnceItHasEnded() {
        HandedOut out = asker.take();
        assertRefused(scene, new Command.DeleteJob(Job.DEFAULT_NAME), ErrorCode.JOB_ACTIVE);
        change(JobChange.CANCEL);
        scene.ask(new Command.DeleteJob(Job.DEFAULT_NAME));
        assertRefused(scene, new Command.DeleteJob(Job.DEFAULT_NAME), ErrorCode.NOT_FOUND);
        assertThat(scene.renew(out)).isEqualTo(Standing.UNKNOWN);
        assertThat(asker.again(1).items()).isEmpty();
        assertThat(scene.ask(new Command.Expire(JOB, 0, 1))).isFalse();
        assertThat(scene.ask(new Command.TakeBack(out))).isFalse();
        assertRefused(scene, new Command.Wipe(JOB, List.of(0L)), ErrorCode.NOT_FOUND);
        assertRefused(scene, new Command.ChangePolicy(JOB, Policy.DEFAULT), ErrorCode.NOT_FOUND);
        assertThatThrownBy(() -> scene.retry(0L)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> scene.cancel(0L)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aDeletedJobsNumberIsNotUsedAgain() {
        change(JobChange.CANCEL);
        scene.ask(new Command.DeleteJob(Job.DEFAULT_NAME));
        assertThat(submit("next", 10, Policy.DEFAULT).no()).isEqualTo(2);
    }

    private Job submit(String name, long items, Policy policy) {
        return scene.ask(
                new Command.Submit(new NewJob(new JobId(items), name, Source.numeric(1, items), policy, true)));
    }

    @Test
    void theSameSubmissionAgainGetsTheSameJob() {
        Job first = submit("b", 5, Policy.DEFAULT);
        MapLedger.Facts before = scene.ledger.facts();
        NewJob again = new NewJob(new JobId(99), "b", Source.numeric(1, 5), Policy.DEFAULT, false);
        assertThat(scene.ask(new Command.Submit(again))).isEqualTo(first);
        assertThat(scene.ledger.facts()).isEqualTo(before);
        NewJob other = new NewJob(new JobId(99), "b", Source.numeric(1, 6), Policy.DEFAULT, false);
        assertRefused(scene, new Command.Submit(other), ErrorCode.JOB_EXISTS);
    }

    private void fail(int items) {
        for (int i = 0; i < items; i++) {
            Scene.Asker failing = scene.worker("failing");
            failing.end(failed(failing.take(), 2));
        }
    }

    private Scene.Asker under(String halt) {
        scene.ask(new Command.ChangePolicy(
                JOB, Scene.POLICY.change().attempts(1).halt(Halt.parse(halt)).build()));
        return asker;
    }

    private JobMode mode() {
        return scene.ledger.job(JOB).mode();
    }

    @Test
    void aBudgetOfItemsHaltsTheJobAndLeavesTheRest() {
        under("fail=3");
        HandedOut running = asker.take();
        fail(2);
        assertThat(mode()).isEqualTo(JobMode.OPEN);
        fail(1);
        assertThat(mode()).isEqualTo(JobMode.HALTED);
        assertThat(scene.ledger.job(JOB).reason()).contains("3 items have failed");
        assertThat(scene.renew(running)).isEqualTo(Standing.HELD);
        Exchanged told = asker.next(1, done(running));
        assertThat(told.order()).isEqualTo(Order.DRAIN);
        assertThat(told.finished()).isFalse();
        assertThat(counts()).isEqualTo(new Counts(100, 0, 1, 3, 0));
    }

    @Test
    void resumedTheBudgetBeginsAgain() {
        under("fail=3");
        fail(3);
        assertThat(change(JobChange.RESUME)).isEqualTo(JobMode.OPEN);
        fail(2);
        assertThat(mode()).isEqualTo(JobMode.OPEN);
        fail(1);
        assertThat(mode()).isEqualTo(JobMode.HALTED);
    }

    @Test
    void haltedNowCallsBackWhatRunsAndCountsWhatIsDoneAllTheSame() {
        under("fail=1%, now");
        List<HandedOut> running = asker.next(2).items();
        fail(1);
        assertThat(mode()).isEqualTo(JobMode.INTERRUPTED);
        assertThat(scene.renew(running.get(0))).isEqualTo(Standing.CANCELLED);
        assertThat(asker.end(Scene.ended(running.get(0), AttemptEnd.RELEASED))).isEqualTo(Standing.ENDED);
        assertThat(asker.end(done(running.get(1), bytes("done")))).isEqualTo(Standing.ENDED);
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
        assertThat(scene.file(1)).isEqualTo("done");
    }

    @Test
    void whatWasCalledBackAndIsNotHeardOfAnyMoreIsHeldAgainstNobody() {
        under("fail=1, now");
        HandedOut running = asker.take();
        fail(1);
        assertThat(scene.expire(running)).isTrue();
        assertThat(scene.item(0).losses()).isZero();
        assertThat(scene.item(0).state()).isEqualTo(ItemState.PENDING);
    }

    @Test
    void byItselfItHaltsWhenTheFirstOnesHaveAllFailed() {
        scene.ask(new Command.ChangePolicy(
                JOB, Scene.POLICY.change().attempts(1).halt(Halt.DEFAULT).build()));
        fail(Halt.FIRST - 1);
        assertThat(mode()).isEqualTo(JobMode.OPEN);
        fail(1);
        assertThat(mode()).isEqualTo(JobMode.HALTED);
    }

    @Test
    void oneThatIsDoneShowsThatTheProgramIsNotBroken() {
        scene.ask(new Command.ChangePolicy(
                JOB, Scene.POLICY.change().attempts(1).halt(Halt.DEFAULT).build()));
        asker.end(done(asker.take()));
        fail(99);
        assertThat(mode()).isEqualTo(JobMode.OPEN);
        assertThat(counts().ended()).isTrue();
    }

    @Test
    void neverIsNever() {
        under("never");
        fail(100);
        assertThat(mode()).isEqualTo(JobMode.OPEN);
    }

    @Test
    void aHaltedJobThatHasEndedIsNotHalted() {
        under("fail=100");
        fail(100);
        assertThat(mode()).isEqualTo(JobMode.OPEN);
    }

    @Test
    void aWorkerIsOrderedAndToldSo() {
        HandedOut out = asker.take();
        Worker worker = scene.ledger.worker(1).orElseThrow();
        scene.ask(new Command.OrderWorker(worker.id(), Order.DRAIN));
        assertThat(scene.ask(new Command.Renew(Optional.of(worker.id()), List.of(Optional.of(out.token()))))
                        .order())
                .isEqualTo(Order.DRAIN);
        assertThat(asker.patiently(1, done(out)))
                .isEqualTo(Step.of(new Exchanged(
                        List.of(new Verdict(out.token().toString(), Standing.ENDED)), List.of(), false, Order.DRAIN)));
        scene.ask(new Command.OrderWorker(worker.id(), Order.PAUSE));
        assertThat(asker.patiently(1)).isInstanceOf(Step.PutAside.class);
        scene.ask(new Command.OrderWorker(worker.id(), Order.NONE));
        assertThat(asker.take().id()).isEqualTo(1);
    }

    @Test
    void whoStaysIsNeverToldThatAllIsFinishedUnlessItNamesAJob() {
        change(JobChange.CANCEL);
        assertThat(exchange(new Selection(Optional.empty(), List.of(), true), "a"))
                .isInstanceOf(Step.PutAside.class);
        Step<Exchanged> named = exchange(new Selection(Optional.of(Job.DEFAULT_NAME), List.of(), true), "b");
        assertThat(Scene.answer(named).finished()).isTrue();
    }

    private Step<Exchanged> exchange(Selection selection, String worker) {
        return new Command.Exchange(new WorkerId(worker), 0, 1, Optional.empty(), List.of(), 1, selection, 9)
                .apply(scene.ledger, true);
    }
}
