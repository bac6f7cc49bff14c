package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.process.Hiding;
import dev.workmanager.process.Witness;
import dev.workmanager.protocol.EndedAttempt;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What takes too long, or does nothing any more. */
final class LimitsTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final String word = "WM_TEST_LIMITS=" + Long.toHexString(new SecureRandom().nextLong());
    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address()).once().killAfter(SHORT);
        state.numbers(1);
    }

    @AfterEach
    void stop() {
        manager.close();
        assertThat(rig.leftInSpools()).isEmpty();
        Witness.killAll(word);
    }

    @ParameterizedTest
    @EnumSource(Hiding.class)
    void afterItsTimeNothingOfItIsLeft(Hiding way) {
        assertThat(rig.timeout(Duration.ofSeconds(1)).run("sh", "-c", inThisTest(way.script(folder))))
                .isEqualTo(Attempt.TIMED_OUT);
        assertThat(Witness.living(word)).isEmpty();
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("timed-out");
        assertThat(rig.said()).contains("item 0: ended after its timeout of 1s, attempt 1 (3 may fail)");
    }

    /** Those that do nothing, which are all but those that go on starting others. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HOPS", "HOPS_BETWEEN_SESSIONS"})
    void whatShowsNoSignOfLifeIsEndedWithAllThatItStarted(Hiding way) {
        assertThat(rig.stall(SHORT).run("sh", "-c", inThisTest(way.script(folder))))
                .isEqualTo(Attempt.TIMED_OUT);
        assertThat(Witness.living(word)).isEmpty();
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("timed-out");
        assertThat(state.ended().get(0).stderr())
                .endsWith(
                        "wm-wrap: stalled: for 500ms no processor time, no output, no touch of $WM_PROGRESS (--stall)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            while [ $(date +%s) -lt $1 ]; do :; done
            (while [ $(date +%s) -lt $1 ]; do :; done) & wait
            setsid sh -c 'while [ $(date +%s) -lt $0 ]; do :; done' $1 & while [ $(date +%s) -lt $1 ]; do sleep 1; done
            while [ $(date +%s) -lt $1 ]; do echo . >&2; sleep 0.2; done
            while [ $(date +%s) -lt $1 ]; do echo .; sleep 0.2; done
            while [ $(date +%s) -lt $1 ]; do touch $WM_PROGRESS; sleep 0.2; done
            while [ $(date +%s) -lt $1 ]; do echo . >>$WM_RESULT_FILE; sleep 0.2; done
            """)
    void whatDoesSomethingIsNot(String script) {
        // The process time of a loop that sleeps is seen, too: what is tested is that none is ended too early.
        assertThat(rig.stall(Duration.ofMillis(1_500))
                        .run("sh", "-c", "sh -c '" + script.replace("'", "'\\''") + "' sh $(($(date +%s) + 3))"))
                .as(rig.said().toString())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"300, 60000", "60000, 300"})
    void theShorterTimeoutHolds(long jobs, long ours) {
        state.timeout(Duration.ofMillis(jobs));
        assertThat(rig.timeout(Duration.ofMillis(ours)).run("sleep", "1000")).isEqualTo(Attempt.TIMED_OUT);
        assertThat(rig.said()).contains("item 0: ended after its timeout of 300ms, attempt 1 (3 may fail)");
    }

    @Test
    void whatShowsNoSignOfLifeDoesNotKeepItsLease() {
        state.lease(Duration.ofMillis(900));
        rig.stall(SHORT).killAfter(Duration.ofSeconds(6));
        assertThat(rig.run("sh", "-c", "trap '' TERM; sleep 1000; sleep 1000")).isEqualTo(Attempt.TIMED_OUT);
        // Of six seconds and more; each third of the lease there would be one.
        assertThat(state.renewals()).hasSizeLessThan(10);
    }

    private String inThisTest(String script) {
        return "export " + word + "; exec 9>/dev/null; " + script;
    }
}
