package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaving before the batch is finished: after so many items, for want of work, and by and by. */
final class LeavingTest {
    private static final Duration LONG = Duration.ofMinutes(5);

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
    private WrapperLoop startWaitingFor(Path go, String last) {
        WrapperLoop loop = rig.startWaitingFor(go, last);
        state.await("child", () -> !rig.stderr().isEmpty());
        return loop;
    }

    /** Somebody else has an item, so there is nothing to do, and the batch is not finished. */
    private void somebodyElseHasTheOnlyItem() {
        state.item(7, null);
        state.exchange(new ExchangeRequest("0000000000000001", 0, 1, null, List.of(), 1, 0, null, null));
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 5", "3, 5, 5", "3, 1, 1", "2, 20, 20", "4, 3, 3", "3, 50, 20"})
    void takesAsManyAsItMayInAllAndThatIsSuccess(int slots, int most, int done) {
        state.numbers(20);
        assertThat(rig.slots(slots).maxItems(most).run("echo")).isZero();
        assertThat(state.ended()).extracting(EndedAttempt::end).hasSize(done).containsOnly("done");
        assertThat(state.running()).isZero();
    }

    @Test
    void whatFailsAndIsGivenBackCountsToo() {
        state.numbers(20);
        assertThat(rig.maxItems(4).run("sh", "-c", "[ $1 != 0 ] || exit 3; [ $1 != 1 ] || exit 75", "sh"))
                .isZero();
        assertThat(state.ended()).hasSize(4);
    }

    @Test
    void whoIsStoppedBeforeItHasTakenAsManyHasLeftEarly() {
        state.numbers(1);
        somebodyElseHasTheOnlyItem();
        WrapperLoop loop =
                rig.slots(2).maxItems(2).patience(Duration.ofMillis(50)).start("echo");
        state.await("one done", () -> state.ended().size() == 1);
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
    }

    @Test
    void whoHasNothingToDoForTooLongLeaves() {
        somebodyElseHasTheOnlyItem();
        assertThat(rig.slots(2).idleExit(Duration.ofMillis(300)).run("echo")).isEqualTo(75);
        assertThat(rig.said()).containsExactly("nothing to do for 300ms (--idle-exit): leaving");
    }

    @Test
    void asLongAsOneSlotWorksNoneIsIdle() {
        state.numbers(1);
        Path go = rig.file("go");
        // Long enough for a slow machine to begin with the item; the other slot asks for longer than that, all the
        // same.
        rig.slots(2).idleExit(Duration.ofSeconds(1)).patience(Duration.ofMillis(5));
        WrapperLoop loop = startWaitingFor(go, "echo result");
        int soFar = state.exchanges().size();
        state.await("the other one asks on", () -> state.exchanges().size() > soFar + 60);
        assertThat(rig.said()).isEmpty();
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
    }

    @Test
    void whatRunsMayGoOnForTheDrainTime() {
        state.numbers(5);
        Path go = rig.file("go");
        rig.drainTime(LONG);
        WrapperLoop loop = startWaitingFor(go, "echo result");
        loop.drain();
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("done");
        assertThat(rig.said()).containsExactly("what runs may go on for 5m");
    }

    @Test
    void andIsGivenBackWhenThatIsOver() {
        state.numbers(5);
        rig.drainTime(Duration.ofMillis(200));
        WrapperLoop loop = startWaitingFor(rig.file("never"), "");
        loop.drain();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released");
    }

    @Test
    void withoutADrainTimeItIsGivenBackAtOnce() {
        state.numbers(5);
        WrapperLoop loop = startWaitingFor(rig.file("never"), "");
        loop.drain();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released");
    }

    @Test
    void whatATerminalInterruptedTooHasNotFailed() {
        state.numbers(1);
        Path go = rig.file("go");
        rig.drainTime(LONG);
        WrapperLoop loop = startWaitingFor(go, "kill -INT $$");
        loop.drain();
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released");
    }

    @Test
    void whoIsStoppedWhileItDrainsStopsAtOnce() {
        state.numbers(1);
        rig.drainTime(Leaving.FOREVER);
        WrapperLoop loop = startWaitingFor(rig.file("never"), "");
        loop.drain();
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released");
        assertThat(rig.said()).first().isEqualTo("what runs may go on to its end");
    }

    @Test
    void theManagersOrderGivesTheSameTime() {
        state.lease(Duration.ofMillis(300)).numbers(2);
        rig.drainTime(Duration.ZERO);
        WrapperLoop loop = startWaitingFor(rig.file("never"), "");
        state.order(Order.DRAIN);
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released");
    }
}
