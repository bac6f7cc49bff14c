package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items taken ahead: how many, and that nobody is kept waiting for them. By a clock that stands still all items take no time. */
class InHandTest {
    /** In the third batch, which has 16 items from 5 on. */
    private static final int LONG_ONE = 10;

    private static final int LAST = 20;

    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private final AtomicLong nanos = new AtomicLong();
    private FakeManager manager;
    private Rig rig;
    private Path go;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address()).nanos(nanos::get);
        go = rig.file("go");
    }

    @AfterEach
    void stop() {
        manager.close();
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @Test
    void theEndsOfShortItemsAreToldTogether() {
        state.numbers(100);
        assertThat(rig.run("sh", "-c", "echo result of $1", "sh")).isZero();
        assertThat(state.exchanges())
                .extracting(request -> request.ended().size())
                .containsExactly(0, 1, 4, 16, 32, 32, 15);
        assertThat(state.exchanges()).extracting(ExchangeRequest::take).containsExactly(1, 4, 16, 32, 32, 32, 32);
        for (int i = 0; i < 100; i++) {
            assertThat(new String(state.result(i), StandardCharsets.UTF_8)).isEqualTo("result of " + i + "\n");
        }
    }

    @Test
    void oneThatTakesLongerIsTakenAlone() {
        Rig slow = rig.nanos(() -> nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(60)));
        state.numbers(10);
        assertThat(slow.run("true")).isZero();
        assertThat(state.exchanges()).extracting(ExchangeRequest::take).containsOnly(1);
    }

    @Test
    void aLargeResultIsToldAtOnceAndTheRestGoesOn() {
        state.numbers(LAST + 1);
        assertThat(rig.run("sh", "-c", "[ $1 != 9 ] || head -c 100000 /dev/zero; echo $1", "sh"))
                .isZero();
        assertThat(done()).isEqualTo(LAST + 1);
        assertThat(state.exchanges())
                .extracting(request -> request.ended().size())
                .containsExactly(0, 1, 4, 5, 11);
    }

    /** So a job whose program is broken is halted after as many failures as it may have, and not after as many as are in hand. */
    @Test
    void afterAFailureItemsAreTakenOneAtATime() {
        state.numbers(LAST + 1);
        assertThat(rig.run("sh", "-c", "[ $1 != 7 ] || [ -e '" + go + "' ] || { touch '" + go + "'; exit 3; }", "sh"))
                .isZero();
        assertThat(done()).isEqualTo(LAST + 1);
        assertThat(state.exchanges())
                .extracting(request -> request.ended().size())
                .startsWith(0, 1, 4, 16, 1, 4);
        assertThat(state.ended().stream().filter(attempt -> attempt.end().equals("released")))
                .hasSize(LAST - 7);
    }

    @Test
    void whatWaitsBehindALongOneIsGivenBackAndWhatWasDoneIsTold() {
        WrapperLoop loop = workOnTheLongOne();
        assertThat(state.state(LONG_ONE + 1)).isEqualTo("running");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        state.await(
                "others given back",
                () -> state.state(LAST).equals("pending") && state.state(5).equals("done"));
        assertThat(state.state(LONG_ONE)).isEqualTo("running");
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(done()).isEqualTo(LAST + 1);
        assertThat(state.ended().stream()
                        .filter(attempt -> attempt.end().equals("done"))
                        .map(EndedAttempt::ranMillis))
                .as("each took its own time, not that of those before it")
                .containsOnlyOnce(2_000L)
                .containsOnly(0L, 2_000L);
    }

    @Test
    void whoIsStoppedTellsWhatWasDoneAndGivesTheRestBack() {
        WrapperLoop loop = workOnTheLongOne();
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(WrapExit.STOPPED.code());
        assertThat(state.running()).isZero();
        assertThat(done()).isEqualTo(LONG_ONE);
    }

    @Test
    void whoIsDrainedFinishesWhatRunsAndBeginsNothingMore() {
        rig.drainTime(Duration.ofMinutes(5));
        WrapperLoop loop = workOnTheLongOne();
        loop.drain();
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isEqualTo(WrapExit.STOPPED.code());
        assertThat(state.running()).isZero();
        assertThat(done()).isEqualTo(LONG_ONE + 1);
    }

    @Test
    void whatIsGivenBackDoesNotCountAsTaken() {
        rig.maxItems(15);
        WrapperLoop loop = workOnTheLongOne();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        state.await("others given back", () -> state.state(LONG_ONE + 1).equals("pending"));
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(done()).isEqualTo(15);
    }

    private WrapperLoop workOnTheLongOne() {
        state.numbers(LAST + 1);
        WrapperLoop loop = rig.start(
                "sh",
                "-c",
                "[ $1 != " + LONG_ONE + " ] || { echo here >&2; while [ ! -e '" + go + "' ]; do sleep 0.05; done; }",
                "sh");
        state.await("the long one", () -> !rig.stderr().isEmpty());
        return loop;
    }

    private long done() {
        return state.ended().stream()
                .map(EndedAttempt::end)
                .filter("done"::equals)
                .count();
    }
}
