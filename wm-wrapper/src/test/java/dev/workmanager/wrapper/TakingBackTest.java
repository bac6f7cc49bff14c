package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.RenewRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a child gives back beside its exit code, and what is left of it: nothing. */
final class TakingBackTest {
    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address()).pass(Pass.ENV);
        state.numbers(1);
    }

    @AfterEach
    void stop() {
        manager.close();
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo out                                                            | 'out '
            printf file >$WM_RESULT_FILE                                        | file
            echo out; printf file >$WM_RESULT_FILE                              | file
            echo out; : >$WM_RESULT_FILE                                        | ''
            printf x >$WM_RESULT_FILE                                           | x
            echo out; echo x >$WM_RESULT_FILE; rm $WM_RESULT_FILE               | 'out '
            printf moved >$WM_TMPDIR/y; mv $WM_TMPDIR/y $WM_RESULT_FILE         | moved
            """)
    void theFileIsTheResultIfThereIsOne(String script, String result) {
        assertThat(rig.run("sh", "-c", script)).isZero();
        assertThat(new String(state.result(0), StandardCharsets.UTF_8).replace('\n', ' '))
                .isEqualTo(result);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("done");
    }

    @Test
    void itNeedNotBeText() {
        assertThat(rig.run("sh", "-c", "printf 'a\\000\\377' >$WM_RESULT_FILE")).isZero();
        assertThat(state.result(0)).isEqualTo(new byte[] {'a', 0, (byte) 0xff});
    }

    @Test
    void aLargeFileIsSentAsItIs() throws IOException {
        Path same = folder.resolve("same");
        assertThat(rig.run("sh", "-c", "head -c 300000 /dev/urandom | tee " + same + " >$WM_RESULT_FILE"))
                .isZero();
        assertThat(state.puts()).isOne();
        assertThat(state.sha256(0)).isEqualTo(DataMatrixTest.sha256(Files.readAllBytes(same)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mkdir $WM_RESULT_FILE; echo x >$WM_RESULT_FILE/x  | a folder
            mkfifo $WM_RESULT_FILE                            | a pipe, a socket or a device
            ln -s /etc/passwd $WM_RESULT_FILE                 | a symbolic link
            ln -s nowhere $WM_RESULT_FILE                     | a symbolic link
            """)
    void whatIsNoFileIsNoResult(String script, String kind) {
        assertThat(rig.once().run("sh", "-c", "echo said >&2; " + script)).isEqualTo(Attempt.NO_RESULT);
        EndedAttempt ended = state.ended().get(0);
        assertThat(ended.end()).isEqualTo("failed");
        assertThat(ended.exit()).isEqualTo(Attempt.NO_RESULT);
        assertThat(ended.stderr()).isEqualTo("said\nwm-wrap: $WM_RESULT_FILE is " + kind + ", not a file");
        assertThat(rig.said())
                .containsExactly("item 0: $WM_RESULT_FILE is " + kind + ", not a file, attempt 1 (3 may fail)");
    }

    @Test
    void theFileOfAFailedAttemptIsNoResult() {
        assertThat(rig.once().run("sh", "-c", "echo x >$WM_RESULT_FILE; exit 3"))
                .isEqualTo(3);
        assertThat(state.ended()).extracting(EndedAttempt::exit).containsExactly(3);
        assertThat(state.ended().get(0).result()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"printf 1234", "printf 1234 >$WM_RESULT_FILE", "printf 123456789; printf 1 >$WM_RESULT_FILE"})
    void aResultOfTheLargestSizeIsTaken(String script) {
        assertThat(rig.maxResult(script.contains("9") ? 9 : 4).run("sh", "-c", script))
                .isZero();
        assertThat(state.state(0)).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"printf 12345", "printf 12345 >$WM_RESULT_FILE"})
    void aLargerOneFailsTheAttempt(String script) {
        assertThat(rig.maxResult(4).once().run("sh", "-c", script)).isEqualTo(Attempt.NO_RESULT);
        assertThat(state.ended()).extracting(EndedAttempt::exit).containsExactly(Attempt.NO_RESULT);
        assertThat(state.ended().get(0).stderr())
                .isEqualTo("wm-wrap: its result has 5 bytes; at most 4 are taken (--max-result)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo more", "echo more >>$WM_RESULT_FILE"})
    void whoWritesWithoutEndIsEnded(String write) {
        String script = rig.script("trap '' PIPE", "while :; do " + write + " || exit 1; done");
        assertThat(rig.maxResult(20_000).once().run(script)).isEqualTo(Attempt.NO_RESULT);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("failed");
        assertThat(rig.said())
                .anyMatch(line -> line.matches(
                        "item 0: its result has \\d+ bytes; at most 20000 are taken \\(--max-result\\), attempt 1 .*"));
    }

    @Test
    void theOwnFolderIsEmptyAndNotTheLastOnes() {
        state.numbers(3);
        assertThat(rig.run(
                        "sh", "-c", "ls -A $WM_TMPDIR; cd $WM_TMPDIR && echo x >x && mkdir -p a/b && ln -s / a/b/root"))
                .isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(state.result(i)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "exit 1", "exit 75", "kill -KILL $$"})
    void whateverBecomesOfTheChildItsFilesGo(String end) throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside/deep"));
        Path kept = Files.writeString(outside.resolve("kept"), "kept");
        String script = rig.script(
                "cd $WM_TMPDIR",
                "mkdir -p locked/in none",
                "touch locked/in/x .hidden -- '-rf' 'a b'",
                "ln -s " + folder.resolve("outside") + " link; ln -s " + kept + " locked/file",
                "ln " + kept + " hard; mkfifo pipe",
                "chmod 555 locked/in locked; chmod 0 none",
                "mkdir $WM_PROGRESS; touch $WM_PROGRESS/x",
                end);
        rig.once().run(script);
        assertThat(kept).hasContent("kept");
        assertThat(rig.said()).noneMatch(line -> line.contains("cannot remove"));
    }

    @Test
    void aFolderThatBecameALinkGoesAlone() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "kept");
        assertThat(rig.run(
                        "sh",
                        "-c",
                        "rmdir $WM_TMPDIR && ln -s " + folder + " $WM_TMPDIR; ln -s " + folder + " $WM_PROGRESS"))
                .isZero();
        assertThat(kept).hasContent("kept");
    }

    @Test
    void aFolderThatTheChildTookAwayIsNotMissed() {
        assertThat(rig.run("sh", "-c", "rmdir $WM_TMPDIR")).isZero();
        assertThat(rig.said()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            40                  | 40 %
            40%                 | 40 %
            ' 99.5 % '          | 99.5 %
            reading page 7      | reading page 7
            '10\n20\n'          | 20 %
            '10\n20\n\n'        | 20 %
            'a\033[31mb'        | a?[31mb
            """)
    void howFarItIsIsShown(String written, String shown) {
        assertThat(rig.verbose().run("sh", "-c", "printf '" + written.replace("%", "%%") + "' >$WM_PROGRESS"))
                .isZero();
        assertThat(rig.said()).contains("item 0: " + shown);
    }

    @Test
    void itIsShownWhileTheChildRunsAndOnceWhileItIsTheSame() {
        Path go = rig.file("go");
        WrapperLoop loop = rig.verbose()
                .start(
                        "sh",
                        "-c",
                        "echo 5 >$WM_PROGRESS; while [ ! -e " + go + " ]; do sleep 0.05; done; echo 7 >>$WM_PROGRESS");
        state.await("shown", () -> rig.said().contains("item 0: 5 %"));
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(rig.said())
                .containsExactly("item 0: attempt 1 begins", "item 0: 5 %", "item 0: 7 %", "item 0: done, 0 bytes");
    }

    @Test
    void theManagerHearsOfItSoonerThanOfTheNextRenewal() {
        Path go = rig.file("go");
        WrapperLoop loop = rig.start(
                "sh",
                "-c",
                "echo 5 >$WM_PROGRESS; while [ ! -e " + go + " ]; do sleep 0.05; done; echo 7 >>$WM_PROGRESS");
        state.await("heard", () -> state.renewals().stream().anyMatch(TakingBackTest::tellsOfFivePercent));
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(rig.said()).isEmpty();
    }

    private static boolean tellsOfFivePercent(RenewRequest renewal) {
        return List.of(new RenewRequest.Progress(renewal.tokens().get(0), "5 %"))
                .equals(renewal.progress());
    }

    @Test
    void whatFailsTellsHowFarItCame() {
        assertThat(rig.once().run("sh", "-c", "echo 40 >$WM_PROGRESS; exit 3")).isEqualTo(3);
        assertThat(rig.said()).containsExactly("item 0: exit code 3, attempt 1 (3 may fail); it had come to: 40 %");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mkfifo $WM_PROGRESS", "mkdir $WM_PROGRESS", "ln -s /etc/passwd $WM_PROGRESS", ": >$WM_PROGRESS"
            })
    void whatTellsNothingHurtsNobody(String script) {
        assertThat(rig.verbose().run("sh", "-c", script)).isZero();
        assertThat(rig.said()).containsExactly("item 0: attempt 1 begins", "item 0: done, 0 bytes");
    }

    @Test
    void ofALongFileOnlyTheEndIsRead() {
        String script = rig.script("head -c 10000000 /dev/zero >$WM_PROGRESS", "printf '\\n77\\n' >>$WM_PROGRESS");
        assertThat(rig.verbose().run(script)).isZero();
        assertThat(rig.said()).contains("item 0: 77 %");
    }
}
