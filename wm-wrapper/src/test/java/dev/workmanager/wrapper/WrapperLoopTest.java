package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop with a manager that answers as it should. */
final class WrapperLoopTest {
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
    void worksUntilAllIsFinished() {
        state.numbers(20);
        assertThat(rig.slots(3).run("sh", "-c", "echo result of $1", "sh")).isZero();
        for (int i = 0; i < 20; i++) {
            assertThat(state.state(i)).isEqualTo("done");
            assertThat(state.accepted(i)).isOne();
            assertThat(text(state.result(i))).isEqualTo("result of " + i + "\n");
        }
        assertThat(rig.said()).isEmpty();
        assertThat(rig.stdout()).isEmpty();
    }

    @Test
    void endsAnItemAndTakesTheNextInOneRequest() {
        state.numbers(3);
        rig.run("true");
        List<ExchangeRequest> all = state.exchanges();
        assertThat(all).extracting(ExchangeRequest::number).startsWith(1L, 2L, 3L);
        assertThat(all.get(0).ended()).isEmpty();
        assertThat(all.subList(1, all.size()))
                .allMatch(request -> !request.ended().isEmpty() && request.take() > 0);
        ExchangeRequest first = state.exchanges().get(0);
        assertThat(first.waitMillis()).isEqualTo(20_000);
        assertThat(first.about()).isNotNull();
        assertThat(first.about().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(first.about().host()).isNotBlank();
        assertThat(state.exchanges().get(1).about()).isNull();
    }

    @Test
    void anEmptyResultIsNone() {
        state.numbers(1);
        rig.run("true");
        assertThat(state.ended().get(0).end()).isEqualTo("done");
        assertThat(state.ended().get(0).result()).isNull();
        assertThat(state.ended().get(0).size()).isNull();
    }

    @Test
    void aResultOfExactlyTheLimitRidesInTheExchangeAndALargerOneIsPutBefore() {
        state.item(EndedAttempt.MAX_INLINE, null).item(EndedAttempt.MAX_INLINE + 1, null);
        rig.run("sh", "-c", "head -c {id} /dev/zero");
        EndedAttempt inline = state.ended().get(0);
        assertThat(inline.result()).hasSize(EndedAttempt.MAX_INLINE);
        EndedAttempt large = state.ended().get(1);
        assertThat(large.result()).isNull();
        assertThat(large.size()).isEqualTo(EndedAttempt.MAX_INLINE + 1L);
        assertThat(large.sha256()).hasSize(64);
    }

    @Test
    void aPutResultThatTheManagerHasLostIsPutAgain() {
        state.item(100_000, null);
        state.loseFirstPut();
        assertThat(rig.run("sh", "-c", "head -c {id} /dev/zero")).isZero();
        assertThat(state.state(100_000)).isEqualTo("done");
        assertThat(state.puts()).isEqualTo(2);
        assertThat(state.exchanges()).extracting(ExchangeRequest::number).containsExactly(1L, 2L, 2L);
    }

    @Test
    void aFailureIsReportedWithItsCodeAndTheEndOfWhatItSaid() {
        state.item(7, "x y");
        String script = rig.script("echo out of $1: $2", "echo trouble with $1 >&2", "exit 3");
        assertThat(rig.run(script)).isZero();
        assertThat(state.ended()).hasSize(3).allSatisfy(end -> {
            assertThat(end.end()).isEqualTo("failed");
            assertThat(end.exit()).isEqualTo(3);
            assertThat(end.signal()).isNull();
            assertThat(end.stderr()).isEqualTo("trouble with 7\n");
            assertThat(end.stdout()).isEqualTo("out of 7: x y\n");
            assertThat(end.result()).isNull();
        });
        assertThat(rig.stderr()).isEqualTo("trouble with 7\n".repeat(3));
        assertThat(rig.said()).contains("item 7 (x y): exit code 3, attempt 2 (3 may fail)");
    }

    @Test
    void ofALotOfTalkOnlyTheEndIsReported() {
        state.numbers(1);
        String script = rig.script(
                "i=0; while [ $i -lt 20000 ]; do echo line $i >&2; echo line $i; i=$((i+1)); done", "exit 1");
        rig.run(script);
        EndedAttempt end = state.ended().get(0);
        assertThat(end.stderr()).hasSize(EndedAttempt.MAX_TAIL).endsWith("line 19998\nline 19999\n");
        assertThat(end.stdout()).hasSize(EndedAttempt.MAX_TAIL).endsWith("line 19998\nline 19999\n");
        assertThat(rig.stderr()).startsWith("line 0\nline 1\n");
    }

    @Test
    void aChildThatDiedOfASignalFailedWithTheShellsCode() {
        state.numbers(1);
        rig.run("sh", "-c", "kill -9 $$");
        assertThat(state.ended()).hasSize(3).allSatisfy(end -> {
            assertThat(end.exit()).isEqualTo(128 + 9);
            assertThat(end.signal()).isNull();
        });
    }

    @Test
    void exitCode75GivesBackForLater() {
        state.numbers(1);
        String once = rig.script(
                "if [ -e '" + rig.file("tried") + "' ]; then exit 0; fi",
                "> '" + rig.file("tried") + "'",
                "echo not now >&2",
                "exit 75");
        assertThat(rig.run(once)).isZero();
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("given-back", "done");
        assertThat(state.ended().get(0).stderr()).isEqualTo("not now\n");
        assertThat(state.ended().get(0).exit()).isNull();
    }

    @Test
    void aCommandThatIsNotThereTakesNothing() {
        state.numbers(1);
        assertThatThrownBy(() -> rig.run("no-such-command"))
                .isInstanceOfSatisfying(
                        CannotWrapException.class, e -> assertThat(e.exit()).isEqualTo(WrapExit.NOT_FOUND))
                .hasMessageStartingWith("no-such-command: not found along PATH");
        assertThatThrownBy(() -> rig.run("/etc/passwd"))
                .isInstanceOfSatisfying(
                        CannotWrapException.class, e -> assertThat(e.exit()).isEqualTo(WrapExit.CANNOT_EXECUTE));
        assertThat(state.exchanges()).isEmpty();
    }

    @Test
    void aCommandThatVanishesGivesItsItemBackAndEndsTheLoop() throws IOException {
        state.numbers(5);
        String script = rig.script("rm -f \"$0\"");
        assertThat(rig.run(script)).isEqualTo(127);
        assertThat(state.ended()).extracting(EndedAttempt::end).startsWith("done", "given-back");
        assertThat(state.ended().subList(2, state.ended().size()))
                .extracting(EndedAttempt::end)
                .containsOnly("released");
        assertThat(state.ended().get(1).stderr()).startsWith("cannot start " + script + ": No such file");
        assertThat(state.state(1)).isEqualTo("pending");
        assertThat(state.exchanges()).hasSize(3);
    }

    @Test
    void anItemThatIsTooLongForTheSystemIsGivenBackWithAReason() {
        state.item(1, "x".repeat(200_000)).item(2, "short");
        state.giveUpGivenBack();
        assertThat(rig.run("true")).isZero();
        assertThat(state.state(1)).isEqualTo("given-back");
        assertThat(state.state(2)).isEqualTo("done");
        assertThat(state.ended().get(0).stderr()).contains("Argument list too long", "200000 characters");
    }

    @Test
    void aFolderThatTakesNoSpoolIsSaidBeforeAnythingIsTaken() throws IOException {
        state.numbers(1);
        Path notAFolder = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> rig.spoolingIn(notAFolder).run("true"))
                .isInstanceOf(CannotWrapException.class)
                .hasMessageContaining("cannot make a folder for temporary files in " + notAFolder)
                .hasMessageContaining("java.io.tmpdir");
        assertThat(state.exchanges()).isEmpty();
        rig.spoolingIn(folder.resolve("spools"));
    }

    @Test
    void renewsWhatItHoldsAtAThirdOfTheLease() {
        state.lease(Duration.ofSeconds(1)).numbers(2);
        Path go = rig.file("go");
        WrapperLoop loop = rig.slots(2).start("sh", "-c", "while [ ! -e '" + go + "' ]; do sleep 0.05; done", "sh");
        state.await(
                "renewals of both",
                () -> state.renewals().stream()
                                .filter(renewal -> renewal.tokens().size() == 2)
                                .count()
                        > 3);
        touch(go);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("done", "done");
    }

    @Test
    void aLostAttemptIsEndedWithAllItsChildrenAndNotReported() {
        state.lease(Duration.ofSeconds(1)).item(1, null).item(2, null);
        Path pids = rig.file("pids");
        String script = rig.script("if [ $1 = 1 ]; then sleep 1000 & echo $! > '" + pids + "'; wait; fi");
        WrapperLoop loop = rig.start(script);
        state.await("child", () -> !read(pids).isBlank());
        long child = Long.parseLong(read(pids).strip());
        state.supersede(1);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(alive(child)).isFalse();
        assertThat(state.ended()).extracting(EndedAttempt::token).noneMatch(token -> token.contains("-1-1-"));
        assertThat(state.state(2)).isEqualTo("done");
        assertThat(rig.said()).containsExactly("item 1: stopped, and not reported: the manager says superseded");
    }

    @Test
    void aCompletionThatComesTooLateIsSaid() {
        state.numbers(1);
        Path go = rig.file("go");
        WrapperLoop loop = rig.start("sh", "-c", "while [ ! -e '" + go + "' ]; do sleep 0.05; done", "sh");
        state.await("taken", () -> state.state(0).equals("running"));
        state.supersede(0);
        touch(go);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(rig.said()).containsExactly("item 0: its end does not count: the manager says superseded");
    }

    @Test
    void aManagerThatHasForgottenTheWorkerIsMetAsByANewOne() {
        state.numbers(1);
        Path go = rig.file("go");
        WrapperLoop loop = rig.start("sh", "-c", "while [ ! -e '" + go + "' ]; do sleep 0.05; done", "sh");
        state.await("taken", () -> state.state(0).equals("running"));
        state.forget();
        touch(go);
        assertThat(loop.awaitEnd()).isZero();
        List<ExchangeRequest> sent = state.exchanges();
        assertThat(sent).extracting(ExchangeRequest::number).containsExactly(1L, 2L, 1L, 2L);
        assertThat(sent.get(2).worker()).isNotEqualTo(sent.get(1).worker());
        assertThat(sent.get(2).ended()).hasSize(1);
        assertThat(sent.get(2).about()).isNotNull();
        assertThat(state.accepted(0)).isOne();
        assertThat(state.attempt(0)).isEqualTo(2);
        assertThat(rig.said()).anyMatch(line -> line.startsWith("the manager does not know this worker any more"));
    }

    @Test
    void ifOneSlotIsToldThatAllIsFinishedTheOthersLeaveToo() {
        state.lease(Duration.ofMinutes(5)).numbers(1);
        WrapperLoop loop = rig.slots(3).start("sleep", "1000");
        state.await("taken", () -> state.state(0).equals("running"));
        state.supersede(0);
        assertThat(loop.awaitEnd()).isZero();
    }

    @Test
    void twoLoopsInOneProgramDoNotDisturbEachOther() {
        state.numbers(30);
        Rig other = new Rig(folder.resolve("other"), manager.address());
        WrapperLoop one = rig.start("echo");
        WrapperLoop two = other.start("echo");
        assertThat(one.awaitEnd()).isZero();
        assertThat(two.awaitEnd()).isZero();
        assertThat(state.ended()).hasSize(30);
        assertThat(state.exchanges().stream().map(ExchangeRequest::worker).distinct())
                .hasSize(2);
    }

    @Test
    void tellsOfEachItemWhenAskedTo() {
        state.item(4, "a\u001b[31mb" + "c".repeat(100));
        rig.verbose().run("echo", "x");
        String name = "item 4 (a?[31mb" + "c".repeat(53) + "…)";
        assertThat(rig.said()).containsExactly(name + ": attempt 1 begins", name + ": done, 112 bytes");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
                && !read(Path.of("/proc", Long.toString(pid), "stat")).contains(") Z ");
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
