package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Items as lines, and children that do not keep to question and answer. */
final class LineLoopTest {
    /** Answers each line, and writes each answer out at once. */
    private static final String ECHO = "while IFS= read -r line; do printf '%s\\n' \"<$line>\"; done";

    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;

    /** How items come as lines. */
    enum How {
        STAYING,
        CHUNKS,
        CHUNKS_OF_FIVE;

        Calls calls() {
            return switch (this) {
                case STAYING -> Calls.LINES;
                case CHUNKS -> Calls.chunks(Calls.AUTO);
                case CHUNKS_OF_FIVE -> Calls.chunks(5);
            };
        }
    }

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

    @ParameterizedTest
    @EnumSource
    void eachItemGetsTheAnswerToItsLine(How how) {
        state.numbers(2_000);
        assertThat(rig.calls(how.calls()).slots(2).run("sh", "-c", "echo start >&2; " + ECHO))
                .isZero();
        for (int i = 0; i < 2_000; i++) {
            assertThat(text(i)).isEqualTo("<" + i + ">");
            assertThat(state.attempt(i)).isOne();
            assertThat(state.accepted(i)).isOne();
        }
        long starts = rig.stderr().lines().filter("start"::equals).count();
        switch (how) {
            case STAYING -> assertThat(starts).isLessThanOrEqualTo(2);
            case CHUNKS -> assertThat(starts).isLessThan(400);
            case CHUNKS_OF_FIVE -> assertThat(starts).isEqualTo(400);
        }
        assertThat(state.exchanges().size()).isLessThan(how == How.CHUNKS_OF_FIVE ? 500 : 1_000);
    }

    @ParameterizedTest
    @EnumSource
    void theSameAsJson(How how) {
        state.item(1, "two\nlines").item(2, "{\"quotes\"}").item(3, null);
        assertThat(rig.pass(Pass.JSON).calls(how.calls()).run("sh", "-c", """
                        while IFS= read -r line; do id=${line#'{"id":'}; id=${id%%,*}
                        case $id in
                        1) echo '{"id":1,"result":"as text\\u00fc"}';;
                        2) echo '{"other":[1],"id":2,"base64":"AP8K"}';;
                        3) echo '{"result":{"a":[1,2.5]},"id":3}';;
                        esac; done""")).isZero();
        assertThat(text(1)).isEqualTo("as textü");
        assertThat(state.result(2)).containsExactly(0, 0xff, '\n');
        assertThat(text(3)).isEqualTo("{\"a\":[1,2.5]}");
    }

    @Test
    void jsonTellsWhatHasFailedAndWhatIsForLater() {
        state.numbers(4);
        state.giveUpGivenBack();
        assertThat(rig.pass(Pass.JSON).calls(Calls.LINES).run("sh", "-c", """
                        while IFS= read -r line; do id=${line#'{"id":'}; id=${id%%,*}
                        case $id in
                        0) echo '{"id":0}';;
                        1) echo '{"id":1,"exit":7,"error":"no such bird"}';;
                        2) echo '{"id":2,"exit":75}';;
                        3) echo '{"id":3,"error":"just so"}';;
                        esac; done""")).isZero();
        assertThat(state.state(0)).isEqualTo("done");
        assertThat(state.state(2)).isEqualTo("given-back");
        assertThat(ended("failed")).extracting(EndedAttempt::exit).containsOnly(7, 1);
        assertThat(ended("failed")).extracting(EndedAttempt::stderr).containsOnly("no such bird", "just so");
        assertThat(state.attempt(1)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aChildThatDiesCostsOneAttemptOfTheItemInWorkAndNothingElse(How how) {
        state.numbers(50);
        assertThat(rig.calls(how.calls())
                        .run("sh", "-c", """
                        while IFS= read -r line; do
                        if [ $line = 20 ] && [ ! -e died ]; then echo oh no >&2; : > died; exit 3; fi
                        echo $line; done""".replace("died", rig.file("died").toString())))
                .isZero();
        for (int i = 0; i < 50; i++) {
            assertThat(text(i)).isEqualTo(Integer.toString(i));
        }
        assertThat(ended("failed")).hasSize(1).allSatisfy(failed -> {
            assertThat(failed.exit()).isEqualTo(3);
            assertThat(failed.token()).contains("-20-1-");
            assertThat(failed.stderr()).contains("oh no", "exit code 3 instead of an answer");
        });
        assertThat(ended("done")).hasSize(50);
    }

    @ParameterizedTest
    @EnumSource(Pass.class)
    void oneThatWritesMoreThanItIsAskedIsEnded(Pass pass) {
        if (!pass.byStandardInput()) {
            return;
        }
        state.numbers(1);
        String answer = pass == Pass.JSON ? "{\"id\":0}\\n{\"id\":0}\\n" : "one\\nmore\\n";
        assertThat(rig.pass(pass)
                        .calls(Calls.LINES)
                        .run("sh", "-c", "while read -r l; do printf '" + answer + "'; done"))
                .isZero();
        assertThat(state.state(0)).isIn("failed", "done");
        assertThat(rig.said()).anyMatch(line -> line.contains("it wrote a line that nobody had asked for"));
        if (pass == Pass.STDIN) {
            assertThat(ended("failed")).hasSize(3).allSatisfy(failed -> {
                assertThat(failed.exit()).isEqualTo(Aftermath.NO_ANSWER);
                assertThat(failed.stderr()).contains("it wrote a line that nobody had asked for");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CHUNKS", "CHUNKS_OF_FIVE"})
    void ofAChunkWithTooManyLinesOrTooFewNoneCountsAndItemsAreAskedAboutAlone(How how) {
        state.numbers(40);
        assertThat(rig.calls(how.calls()).run("sh", "-c", """
                        while IFS= read -r line; do case $line in
                        13) ;;
                        27) echo a; echo b;;
                        *) echo $line;;
                        esac; done""")).isZero();
        for (int i = 0; i < 40; i++) {
            if (i != 13 && i != 27) {
                assertThat(text(i)).isEqualTo(Integer.toString(i));
            }
        }
        assertThat(state.state(13)).isEqualTo("failed");
        assertThat(state.state(27)).isEqualTo("failed");
        assertThat(ended("failed"))
                .extracting(EndedAttempt::token)
                .allMatch(token -> token.contains("-13-") || token.contains("-27-"));
    }

    @Test
    void oneThatAnswersAnotherItemIsEnded() {
        state.numbers(1);
        assertThat(rig.pass(Pass.JSON)
                        .calls(Calls.LINES)
                        .run("sh", "-c", "read -r l; echo '{\"id\":5}'; cat > /dev/null"))
                .isZero();
        assertThat(ended("failed")).hasSize(3).allSatisfy(failed -> {
            assertThat(failed.exit()).isEqualTo(Aftermath.NO_ANSWER);
            assertThat(failed.stderr()).contains("it was asked about item 0 and answered about item 5");
        });
    }

    @Test
    void oneThatNeverAnswersIsEndedAfterTheTimeout() {
        state.timeout(Duration.ofMillis(500)).numbers(2);
        assertThat(rig.calls(Calls.LINES).run("sh", "-c", "while read -r l; do [ $l = 0 ] || echo $l; done"))
                .isZero();
        assertThat(ended("timed-out")).hasSize(3).allMatch(end -> end.token().contains("-0-"));
        assertThat(state.state(1)).isEqualTo("done");
        assertThat(rig.said())
                .anyMatch(line -> line.startsWith("item 0: the command is ended after its timeout of 500ms"));
    }

    @Test
    void oneThatClosesItsOutputAndLivesIsEnded() {
        state.numbers(1);
        WrapperLoop loop = rig.calls(Calls.LINES).start("sh", "-c", "exec >&-; exec sleep 1000");
        state.await("failed", () -> !ended("failed").isEmpty());
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(ended("failed").get(0).stderr()).contains("closed its standard input or output");
    }

    @Test
    void oneThatHoldsItsAnswersBackIsToldOf() {
        state.numbers(1);
        WrapperLoop loop = rig.calls(Calls.LINES).start("sh", "-c", "read -r l; read -r more; echo $l");
        state.await("advice", () -> rig.said().stream().anyMatch(line -> line.contains("hold back what it writes")));
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.state(0)).isEqualTo("pending");
    }

    @Test
    void oneThatLeavesWellBetweenItemsIsStartedAgain() {
        state.numbers(30);
        assertThat(rig.calls(Calls.LINES)
                        .run("sh", "-c", "for i in 1 2 3 4 5 6 7; do read -r l || exit 0; echo $l; done"))
                .isZero();
        assertThat(ended("done")).hasSize(30);
        assertThat(state.ended()).hasSize(30);
    }

    @Test
    void aSickCommandDoesNotUseUpAllAttemptsInAMoment() {
        state.numbers(100);
        WrapperLoop loop = rig.calls(Calls.LINES).start("false");
        state.await("pauses", () -> rig.said().stream().anyMatch(line -> line.endsWith("next try in 2 s")));
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(ended("failed")).hasSize(2);
        assertThat(state.running()).isZero();
    }

    @Test
    void whenStoppedWhatWasAnsweredCountsAndTheRestIsGivenBack() {
        state.numbers(1_000);
        WrapperLoop loop = rig.calls(Calls.LINES)
                .start(
                        "sh",
                        "-c",
                        "while read -r l; do [ $l != 500 ] || { echo here >&2; sleep 1000; }; echo $l; done");
        state.await("the long one", () -> rig.stderr().contains("here"));
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.running()).isZero();
        assertThat(ended("failed")).isEmpty();
        assertThat(ended("done")).hasSize(500);
        assertThat(state.attempt(500)).isOne();
        assertThat(state.state(500)).isEqualTo("pending");
    }

    @Test
    void whenDrainedWhatTheChildHasIsFinishedAndTheRestIsGivenBack() {
        state.numbers(10_000);
        Path go = rig.file("go");
        WrapperLoop loop = rig.calls(Calls.LINES)
                .start(
                        "sh",
                        "-c",
                        "while read -r l; do [ $l != 500 ] || { echo here >&2; while [ ! -e '" + go
                                + "' ]; do sleep 0.05; done; }; echo $l; done");
        state.await("the long one", () -> rig.stderr().contains("here"));
        state.order("drain");
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.running()).isZero();
        assertThat(ended("failed")).isEmpty();
        assertThat(text(500)).isEqualTo("500");
        assertThat(state.ended())
                .allMatch(end -> end.end().equals("done") || end.end().equals("released"));
    }

    @Test
    void whatWaitsBehindALongItemIsGivenBackForOthers() {
        state.numbers(1_000);
        WrapperLoop loop = rig.calls(Calls.LINES)
                .start(
                        "sh",
                        "-c",
                        "while read -r l; do [ $l != 500 ] || { echo here >&2; sleep 1000; }; echo $l; done");
        state.await("the long one", () -> rig.stderr().contains("here"));
        state.await("the others", () -> state.running() == 1);
        assertThat(state.state(500)).isEqualTo("running");
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
    }

    @Test
    void aLostItemIsNotAnsweredAndEndsTheChildThatWorksOnIt() {
        state.lease(Duration.ofSeconds(1)).numbers(3);
        WrapperLoop loop = rig.calls(Calls.LINES).start("sh", "-c", """
                while read -r l; do [ $l != 1 ] || { echo here >&2; sleep 1000; }; echo $l; done""");
        state.await("the long one", () -> rig.stderr().contains("here"));
        state.supersede(1);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(text(0)).isEqualTo("0");
        assertThat(text(2)).isEqualTo("2");
        assertThat(state.ended()).noneMatch(end -> end.token().contains("-1-1-"));
    }

    @Test
    void whatCannotBeOneLineHasFailedAndTellsHowItCouldBe() {
        state.item(1, "two\nlines").item(2, "one line");
        assertThat(rig.calls(Calls.LINES).run("sh", "-c", ECHO)).isZero();
        assertThat(text(2)).isEqualTo("<one line>");
        assertThat(ended("failed")).hasSize(3).allSatisfy(failed -> {
            assertThat(failed.exit()).isEqualTo(LineLoop.NO_LINE);
            assertThat(failed.stderr()).contains("--pass json");
        });
    }

    @Test
    void whatIsSaidOnStandardErrorIsInTheLogOfTheItemInWork() {
        state.numbers(20);
        assertThat(rig.calls(Calls.LINES)
                        .run("sh", "-c", "while read -r l; do echo about $l >&2; sleep 0.1; echo $l; done"))
                .isZero();
        for (int i = 0; i < 20; i++) {
            assertThat(new String(state.log(i), StandardCharsets.UTF_8)).isEqualTo("about " + i + "\n");
        }
    }

    @Test
    void onceShowsTheAnswer() {
        state.numbers(5);
        assertThat(rig.calls(Calls.LINES).once().run("sh", "-c", ECHO)).isZero();
        assertThat(rig.stdout()).isEqualTo("<0>\n");
        assertThat(ended("done")).hasSize(1);
    }

    private String text(long id) {
        return new String(state.result(id), StandardCharsets.UTF_8);
    }

    private List<EndedAttempt> ended(String how) {
        return state.ended().stream().filter(end -> end.end().equals(how)).toList();
    }
}
