package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --once}. */
final class OnceTest {
    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address()).once();
    }

    @AfterEach
    void stop() {
        manager.close();
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @Test
    void takesOneItemReportsItAndShowsItsOutput() {
        state.numbers(3);
        assertThat(rig.slots(4).run("echo", "this is")).isZero();
        assertThat(rig.stdout()).isEqualTo("this is 0\n");
        assertThat(new String(state.result(0), StandardCharsets.UTF_8)).isEqualTo("this is 0\n");
        assertThat(state.state(1)).isEqualTo("pending");
        assertThat(state.exchanges()).extracting(ExchangeRequest::take).containsExactly(1, 0);
    }

    @Test
    void leavesWithTheChildsCode() {
        state.numbers(1);
        assertThat(rig.run("sh", "-c", "echo seen; exit 42")).isEqualTo(42);
        assertThat(state.ended()).extracting(EndedAttempt::exit).containsExactly(42);
        assertThat(rig.stdout()).isEqualTo("seen\n");
    }

    @Test
    void leavesWith128AndTheSignal() {
        state.numbers(1);
        assertThat(rig.run("sh", "-c", "kill -KILL $$")).isEqualTo(137);
    }

    @Test
    void leavesWith75WhenTheChildGivesBack() {
        state.numbers(1);
        assertThat(rig.run("sh", "-c", "exit 75")).isEqualTo(75);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("given-back");
    }

    @Test
    void leavesWithZeroWhenAllIsFinished() {
        assertThat(rig.run("false")).isZero();
        assertThat(rig.said()).isEmpty();
    }

    @Test
    void leavesWith127WhenTheCommandCannotBeStartedAfterAll() {
        state.item(1, "/no/such/command");
        assertThat(rig.run("{data}")).isEqualTo(127);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("given-back");
    }

    @Test
    void leavesWith75WhenTheItemIsLost() {
        state.lease(Duration.ofSeconds(1)).numbers(1).item(1, null);
        WrapperLoop loop = rig.start("sh", "-c", "echo here >&2; sleep 1000", "sh");
        state.await("child", () -> !rig.stderr().isEmpty());
        state.supersede(0);
        assertThat(loop.awaitEnd()).isEqualTo(WrapExit.STOPPED.code());
        assertThat(state.ended()).isEmpty();
    }

    @Test
    void whatThisMachineCannotStartIsGivenBackAndNoOtherTaken() throws IOException {
        state.numbers(1);
        Path go = rig.file("go");
        WrapperLoop other = new Rig(folder.resolve("other"), manager.address())
                .start("sh", "-c", "while [ ! -e '" + go + "' ]; do sleep 0.05; done", "sh");
        state.await("taken", () -> state.state(0).equals("running"));
        Path spools = Files.createDirectory(folder.resolve("vanishing"));
        WrapperLoop once = rig.spoolingIn(spools).start("true");
        state.await("long poll", () -> !rig.said().isEmpty());
        rig.takeSpoolsAway();
        state.item(1, null).item(2, null);
        assertThat(once.awaitEnd()).isEqualTo(WrapExit.CANNOT_EXECUTE.code());
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("given-back");
        assertThat(state.attempt(2)).isZero();
        rig.spoolingIn(folder.resolve("spools"));
        WrapperLoopTest.touch(go);
        assertThat(other.awaitEnd()).isZero();
    }

    @Test
    void waitsWhileAllIsInOtherHandsAndSaysSo() {
        state.numbers(1);
        Path go = rig.file("go");
        WrapperLoop other = new Rig(folder.resolve("other"), manager.address())
                .start("sh", "-c", "while [ ! -e '" + go + "' ]; do sleep 0.05; done", "sh");
        state.await("taken", () -> state.state(0).equals("running"));
        WrapperLoop once = rig.start("true");
        state.await(
                "long poll",
                () -> state.exchanges().stream()
                        .anyMatch(request -> request.number() == 2
                                && request.waitMillis() > 0
                                && request.ended().isEmpty()));
        assertThat(rig.said())
                .containsExactly(
                        "nothing to take just now: what is left is in other hands, or waits to be tried again; waiting");
        WrapperLoopTest.touch(go);
        assertThat(once.awaitEnd()).isZero();
        assertThat(other.awaitEnd()).isZero();
        assertThat(state.ended()).hasSize(1);
    }

    @Test
    void showsTheOutputWhileTheChildRuns() {
        state.numbers(1);
        Path go = rig.file("go");
        WrapperLoop loop =
                rig.start("sh", "-c", "echo first; while [ ! -e '" + go + "' ]; do sleep 0.05; done; echo last", "sh");
        state.await("first line", () -> rig.stdout().equals("first\n"));
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(rig.stdout()).isEqualTo("first\nlast\n");
    }
}
