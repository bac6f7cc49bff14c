package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping a loop: what runs is ended and given back, whatever it is doing. */
final class StopTest {
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

    @Test
    void whatRunsIsEndedWithItsTreeAndGivenBack() {
        state.numbers(5);
        WrapperLoop loop = rig.slots(2).start("sh", "-c", "sleep 1000 & echo $! $$ >&2; wait", "sh");
        state.await("children", () -> rig.stderr().lines().count() == 2);
        List<Long> pids =
                Stream.of(rig.stderr().split("\\s+")).map(Long::valueOf).toList();
        loop.stop();
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(WrapExit.STOPPED.code());
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released", "released");
        assertThat(pids).hasSize(4).noneMatch(WrapperLoopTest::alive);
        assertThat(state.exchanges().stream().filter(request -> request.number() == 2))
                .extracting(ExchangeRequest::take)
                .containsExactly(0, 0);
    }

    @RepeatedTest(25)
    void atWhateverMomentItComesToItsEnd(RepetitionInfo repetition) {
        state.numbers(100_000);
        WrapperLoop loop = rig.slots(3).start("true");
        state.await("some work", () -> state.exchanges().size() > repetition.getCurrentRepetition());
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.running()).isZero();
    }

    @Test
    void aSuccessThatComesOfBeingStoppedIsNone() {
        state.numbers(1);
        WrapperLoop loop =
                rig.start("sh", "-c", "trap 'echo half; exit 0' TERM; echo here >&2; sleep 1000 & wait", "sh");
        state.await("child", () -> !rig.stderr().isEmpty());
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released");
        assertThat(state.ended().get(0).result()).isNull();
        assertThat(state.ended().get(0).stdout()).isEqualTo("half\n");
    }

    @Test
    void aSlotThatWaitsForAnItemComesBackAtOnce() {
        state.numbers(1);
        WrapperLoop loop = rig.slots(2).start("sh", "-c", "sleep 1000", "sh");
        state.await("one works, one waits", () -> state.exchanges().size() == 2);
        long began = System.nanoTime();
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(state.state(0)).isEqualTo("pending");
    }

    @Test
    void beforeTheFirstItemNothingIsTaken() {
        WrapperLoop loop = rig.start("true");
        loop.stop();
        assertThat(loop.awaitEnd()).isIn(0, 75);
        assertThat(state.ended()).isEmpty();
    }

    @Test
    void aChildThatATerminalInterruptedIsGivenBackIfWeAreToo() {
        state.numbers(1);
        Path go = rig.file("go");
        WrapperLoop loop = rig.start(
                "sh", "-c", "echo here >&2; while [ ! -e '" + go + "' ]; do sleep 0.01; done; kill -INT $$", "sh");
        state.await("child", () -> !rig.stderr().isEmpty());
        WrapperLoopTest.touch(go);
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released");
    }

    @Test
    void onceACommandHasVanishedTheOthersFinishWhatTheyHold() {
        Path go = rig.file("go");
        String script = rig.script(
                "if [ $1 = 1 ]; then rm \"$0\"; echo here >&2; while [ ! -e '" + go + "' ]; do sleep 0.05; done; fi");
        state.item(1, null);
        WrapperLoop loop = rig.slots(2).start(script);
        state.await("child", () -> !rig.stderr().isEmpty());
        state.item(2, null);
        state.await("given back", () -> state.ended().size() == 1);
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isEqualTo(127);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("given-back", "done");
    }
}
