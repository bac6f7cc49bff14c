package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.client.Choice;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager tells a worker beside its items: to leave, to wait, how long a program may run; and what a worker wants. */
final class OrdersTest {
    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address());
    }

    @AfterEach
    void stop() {
        manager.close();
        assertThat(rig.leftInSpools()).isEmpty();
    }

    /** A child that ends once there is a file of the name go. */
    @Test
    void whoIsDrainedByARenewalFinishesWhatItHoldsAndTakesNothingMore() {
        state.lease(Duration.ofMillis(300)).numbers(2);
        Path go = rig.file("go");
        WrapperLoop loop = rig.startWaitingFor(go, "echo result");
        state.await("child", () -> !rig.stderr().isEmpty());
        state.order(Order.DRAIN);
        state.await("order", () -> rig.said().stream().anyMatch(line -> line.contains("wants this worker to leave")));
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isEqualTo(WrapExit.STOPPED.code());
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("done");
        assertThat(state.state(1)).isEqualTo("pending");
    }

    @Test
    void whoIsDrainedWhileItWaitsLeavesAtOnce() {
        state.numbers(0);
        state.item(7, null);
        state.exchange(new ExchangeRequest("0000000000000001", 0, 1, null, List.of(), 1, 0, null, null));
        WrapperLoop loop = rig.slots(2).start("true");
        state.await("waiting", () -> state.exchanges().size() >= 3);
        state.order(Order.DRAIN);
        assertThat(loop.awaitEnd()).isEqualTo(WrapExit.STOPPED.code());
        assertThat(rig.said().stream().filter(line -> line.contains("wants this worker to leave")))
                .hasSize(1);
    }

    @Test
    void whoIsDrainedWhenAllIsFinishedLeavesAsAfterAnyBatch() {
        state.lease(Duration.ofMillis(300)).numbers(1);
        Path go = rig.file("go");
        WrapperLoop loop = rig.startWaitingFor(go, "echo result");
        state.await("child", () -> !rig.stderr().isEmpty());
        state.order(Order.DRAIN);
        state.await("order", () -> !rig.said().isEmpty());
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
    }

    @Test
    void whoIsPausedWaitsAndGoesOn() {
        state.numbers(2);
        state.order(Order.PAUSE);
        WrapperLoop loop = rig.patience(Duration.ofMillis(50)).start("echo");
        state.await("waiting", () -> state.exchanges().size() >= 2);
        assertThat(state.running()).isZero();
        state.order(null);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(rig.said())
                .filteredOn(line -> line.contains("pause"))
                .containsExactly("the manager has paused this worker: it gets nothing for now", "the pause is over");
    }

    @Test
    void anUnknownOrderIsNone() {
        state.numbers(1);
        state.order("dance");
        WrapperLoop loop = rig.patience(Duration.ofMillis(50)).start("echo");
        state.await("waiting", () -> state.exchanges().size() >= 2);
        state.order(null);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(rig.said()).isEmpty();
    }

    @Test
    void whatRunsForTooLongIsEndedWithItsTreeAndHasTimedOut() {
        state.timeout(Duration.ofMillis(300)).numbers(1);
        int code = rig.run("sh", "-c", "echo out; sleep 1000 & echo $! >&2; wait", "sh");
        assertThat(code).isZero();
        assertThat(state.ended()).hasSize(3).allSatisfy(end -> {
            assertThat(end.end()).isEqualTo("timed-out");
            assertThat(end.exit()).isNull();
            assertThat(end.stdout()).isEqualTo("out\n");
            assertThat(WrapperLoopTest.alive(
                            Long.parseLong(Objects.requireNonNull(end.stderr()).strip())))
                    .isFalse();
        });
        assertThat(rig.said()).first().isEqualTo("item 0: ended after its timeout of 300ms, attempt 1 (3 may fail)");
    }

    @Test
    void aProgramThatEndsWellWhenItsTimeIsOverHasTimedOutToo() {
        state.timeout(Duration.ofMillis(300)).numbers(1);
        int code = rig.once().run("sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.05; done", "sh");
        assertThat(code).isEqualTo(124);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("timed-out");
    }

    @Test
    void whatEndsInTimeIsDone() {
        state.timeout(Duration.ofMinutes(1)).numbers(3);
        assertThat(rig.run("echo")).isZero();
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("done", "done", "done");
    }

    @Test
    void eachExchangeSaysWhatItWantsAndTheFirstOneWho() {
        state.numbers(1);
        assertThat(rig.choice(new Choice(Optional.empty(), List.of("gpu", "large")))
                        .run("echo"))
                .isZero();
        assertThat(state.exchanges()).hasSize(2).allSatisfy(request -> {
            assertThat(request.job()).isNull();
            assertThat(request.domains()).containsExactly("gpu", "large");
        });
        assertThat(state.exchanges().get(0).about()).extracting(About::group).isEqualTo("test.rig");
    }

    @Test
    void aJobIsNamedInEachExchange() {
        state.numbers(1);
        assertThat(rig.choice(Choice.ofJob("pages")).run("echo")).isZero();
        assertThat(state.exchanges()).allSatisfy(request -> {
            assertThat(request.job()).isEqualTo("pages");
            assertThat(request.domains()).isNull();
        });
    }
}
