package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.process.Hiding;
import dev.workmanager.process.Witness;
import dev.workmanager.protocol.EndedAttempt;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What takes too long, or does nothing any more. */
final class LimitsTest {
    private static final String[] COMMAND = {"sh", "-c", "eval \"$WM_DATA\""};
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final String word = "WM_TEST_LIMITS=" + Long.toHexString(new SecureRandom().nextLong());
    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private int items;
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address()).slots(10).killAfter(SHORT);
    }

    @AfterEach
    void stop() {
        manager.close();
        assertThat(rig.leftInSpools()).isEmpty();
        Witness.killAll(word);
    }

    @Test
    void afterTheirTimeNothingOfThemIsLeft() {
        ways(EnumSet.allOf(Hiding.class));
        assertThat(rig.timeout(Duration.ofSeconds(1)).run(COMMAND)).isZero();
        assertThat(Witness.living(word)).isEmpty();
        assertThat(state.ended())
                .extracting(EndedAttempt::end)
                .hasSize(3 * Hiding.values().length)
                .containsOnly("timed-out");
    }

    /** Those that go on starting others do something. */
    @Test
    void whatShowsNoSignOfLifeIsEndedWithAllThatItStarted() {
        Set<Hiding> silent = EnumSet.complementOf(EnumSet.of(Hiding.HOPS, Hiding.HOPS_BETWEEN_SESSIONS));
        ways(silent);
        assertThat(rig.stall(SHORT).run(COMMAND)).isZero();
        assertThat(Witness.living(word)).isEmpty();
        assertThat(state.ended()).hasSize(3 * silent.size()).allSatisfy(end -> {
            assertThat(end.end()).isEqualTo("timed-out");
            assertThat(end.stderr())
                    .endsWith(
                            "wm-wrap: stalled: for 500ms no processor time, no output, no touch of $WM_PROGRESS (--stall)");
        });
    }

    @Test
    void whatDoesSomethingIsNotEnded() {
        List<String> scripts = List.of(
                "while early; do :; done",
                "(while early; do :; done) & wait",
                "setsid sh -c 'while [ $(date +%s) -lt '$end' ]; do :; done' & while early; do sleep 1; done",
                "while early; do echo . >&2; sleep 0.2; done",
                "while early; do echo .; sleep 0.2; done",
                "while early; do touch $WM_PROGRESS; sleep 0.2; done",
                "while early; do echo . >>$WM_RESULT_FILE; sleep 0.2; done");
        scripts.forEach(script -> item("end=$(($(date +%s) + 5)); early() { [ $(date +%s) -lt $end ]; }; " + script));
        assertThat(rig.stall(Duration.ofSeconds(3)).run(COMMAND)).isZero();
        assertThat(state.ended())
                .extracting(EndedAttempt::end)
                .hasSize(scripts.size())
                .containsOnly("done");
    }

    @Test
    void onceLeavesAsAfterATimeout() {
        item("exec sleep 1000");
        assertThat(rig.once().stall(SHORT).run(COMMAND)).isEqualTo(Attempt.TIMED_OUT);
    }

    @ParameterizedTest
    @CsvSource({"300, 60000", "60000, 300"})
    void theShorterTimeoutHolds(long jobs, long ours) {
        item("exec sleep 1000");
        state.timeout(Duration.ofMillis(jobs));
        assertThat(rig.once().timeout(Duration.ofMillis(ours)).run(COMMAND)).isEqualTo(Attempt.TIMED_OUT);
        assertThat(rig.said())
                .anyMatch(line -> line.endsWith(": ended after its timeout of 300ms, attempt 1 (3 may fail)"));
    }

    @Test
    void whatShowsNoSignOfLifeDoesNotKeepItsLease() {
        state.lease(Duration.ofMillis(900));
        item("trap '' TERM; sleep 1000; sleep 1000");
        rig.once().stall(SHORT).killAfter(Duration.ofSeconds(6));
        assertThat(rig.run(COMMAND)).isEqualTo(Attempt.TIMED_OUT);
        // Of six seconds and more; each third of the lease there would be one.
        assertThat(state.renewals()).hasSizeLessThan(10);
    }

    private void ways(Set<Hiding> ways) {
        ways.forEach(way -> item(way.script(folder)));
    }

    /** One more item: a script. */
    private void item(String script) {
        state.item(items++, "exec 9>/dev/null; export " + word + "; exec sh -c '" + script.replace("'", "'\\''") + "'");
    }
}
