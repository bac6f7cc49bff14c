package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.client.Choice;
import dev.workmanager.client.Credentials;
import dev.workmanager.client.RetryPolicy;
import dev.workmanager.client.WorkSession;
import dev.workmanager.client.WorkSettings;
import dev.workmanager.process.Family;
import dev.workmanager.process.Scratch;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One slot, and news of its attempts that come at odd moments. */
final class SlotLoopTest {
    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;
    private WorkSession session;
    private final Family family = new Family(new SecureRandom(), line -> {});
    private Scratch scratch;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address());
        scratch = rig.scratch();
        session = WorkSession.open(
                new WorkSettings(
                        manager.address(),
                        new About(null, null, null, null, null),
                        Choice.ALL,
                        "test/1",
                        Credentials.NONE,
                        RetryPolicy.givingUpAfter(Duration.ofMinutes(1)),
                        Rig.ANSWER_WITHIN),
                System::nanoTime,
                new SecureRandom(),
                rig.said()::add);
    }

    @AfterEach
    void stop() {
        manager.close();
        session.close();
        scratch.close();
        family.close();
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @Test
    void theLossOfAnEarlierAttemptDoesNotTouchThisOne() {
        state.numbers(1);
        Path go = rig.file("go");
        SlotLoop slot = slot("sh", "-c", "echo here >&2; while [ ! -e '" + go + "' ]; do sleep 0.05; done", "sh");
        CompletableFuture<Integer> code = work(slot);
        state.await("child", () -> !rig.stderr().isEmpty());
        slot.lose(new RenewAnswer.Lease("0123456789abcdef-9-1-deadbeef", Outcome.SUPERSEDED));
        WrapperLoopTest.touch(go);
        assertThat(code.join()).isZero();
        assertThat(state.accepted(0)).isOne();
    }

    @Test
    void aLossThatIsKnownBeforeTheAttemptBeginsStartsNothing() {
        state.numbers(2);
        SlotLoop slot = slot("sh", "-c", "echo ran $1 >&2", "sh");
        slot.lose(new RenewAnswer.Lease("0123456789abcdef-0-1-deadbeef", Outcome.SUPERSEDED));
        CompletableFuture<Integer> code = work(slot);
        state.await("the other one", () -> state.state(1).equals("done"));
        state.supersede(0);
        assertThat(code.join()).isZero();
        assertThat(rig.stderr()).isEqualTo("ran 1\n");
        assertThat(state.accepted(0)).isZero();
    }

    @Test
    void theLossOfAnItemThatWasTakenAheadIsKnownWhenItsTurnComes() {
        state.numbers(5);
        rig.nanos(() -> 0);
        Path go = rig.file("go");
        SlotLoop slot = slot(
                "sh", "-c", "echo ran $1 >&2; while [ $1 = 1 ] && [ ! -e '" + go + "' ]; do sleep 0.05; done", "sh");
        CompletableFuture<Integer> code = work(slot);
        state.await("the second one", () -> rig.stderr().contains("ran 1"));
        state.supersede(3);
        slot.lose(new RenewAnswer.Lease("0123456789abcdef-3-1-deadbeef", Outcome.SUPERSEDED));
        WrapperLoopTest.touch(go);
        assertThat(code.join()).isZero();
        assertThat(rig.stderr()).isEqualTo("ran 0\nran 1\nran 2\nran 4\n");
        assertThat(state.accepted(3)).isZero();
    }

    private SlotLoop slot(String... command) {
        return new SlotLoop(
                rig.options(command),
                rig.surroundings(),
                new ItemStart(rig.options(command), scratch, family, System::nanoTime),
                new Messages(rig.said()::add, false),
                new Ending(session, Leaving.DEFAULT, System::nanoTime),
                session,
                0);
    }

    private static CompletableFuture<Integer> work(SlotLoop slot) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        code.complete(slot.work());
                    } catch (IOException | RuntimeException e) {
                        code.completeExceptionally(e);
                    }
                },
                "slot-under-test");
        thread.setDaemon(true);
        thread.start();
        return code;
    }
}
