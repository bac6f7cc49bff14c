package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.ExchangeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop on a network that loses things, with a manager that stumbles. */
final class FaultsTest {
    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private LossyManager manager;
    private Rig rig;

    @BeforeEach
    void start() {
        manager = new LossyManager(state);
        rig = new Rig(folder, manager.address()).patience(Duration.ofSeconds(1)).answerWithin(Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        manager.close();
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mishap.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COME_AGAIN_503", "COME_AGAIN_429", "COME_AGAIN_DATE", "MALFORMED_400"})
    void anExchangeIsRepeatedWithItsNumberAndContent(Mishap mishap) {
        state.numbers(2);
        // the first one takes, the second one ends and takes, the third one learns that all is finished
        manager.plan(mishap, mishap, Mishap.NONE, mishap, mishap, Mishap.NONE, mishap, mishap);
        assertThat(rig.run("echo")).isZero();
        assertThat(state.accepted(0)).isOne();
        assertThat(state.accepted(1)).isOne();
        assertThat(state.attempt(0)).isOne();
        assertThat(state.attempt(1)).isOne();
        assertThat(state.exchanges().stream()
                        .map(ExchangeRequest::number)
                        .distinct()
                        .toList())
                .containsExactly(1L, 2L, 3L);
        assertThat(state.exchanges())
                .allSatisfy(request ->
                        assertThat(request).usingRecursiveComparison().isEqualTo(first(request.number())));
        if (mishap != Mishap.NONE) {
            assertThat(rig.said().get(0)).startsWith("no good answer from the manager at " + manager.address() + " (");
            assertThat(rig.said().get(1)).startsWith("the manager at " + manager.address() + " answers again, after ");
        }
    }

    @Test
    void nothingIsDoneTwiceOrOrphanedHoweverManyAnswersAreLost() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Mishap> possible =
                List.of(Mishap.values()).stream().filter(Mishap::passes).toList();
        state.numbers(60).item(100_000, null);
        manager.fate(() -> {
            synchronized (random) {
                return random.nextBoolean() ? Mishap.NONE : possible.get(random.nextInt(possible.size()));
            }
        });
        int code = rig.slots(3).run("sh", "-c", "head -c {id} /dev/zero");
        assertThat(code).as("seed %s, said %s", seed, rig.said()).isZero();
        for (int i = 0; i <= 60; i++) {
            int id = i == 60 ? 100_000 : i;
            assertThat(state.accepted(id)).as("item %s, seed %s", id, seed).isOne();
            assertThat(state.attempt(id)).as("item %s, seed %s", id, seed).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void norOfManyAtOnce(LineLoopTest.How how) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Mishap> possible =
                List.of(Mishap.values()).stream().filter(Mishap::passes).toList();
        state.numbers(100).item(100_000, null);
        manager.fate(() -> {
            synchronized (random) {
                return random.nextBoolean() ? Mishap.NONE : possible.get(random.nextInt(possible.size()));
            }
        });
        int code =
                rig.calls(how.calls()).slots(2).run("sh", "-c", "while read -r l; do head -c $l /dev/zero; echo; done");
        assertThat(code).as("seed %s, said %s", seed, rig.said()).isZero();
        for (int i = 0; i <= 100; i++) {
            int id = i == 100 ? 100_000 : i;
            assertThat(state.accepted(id)).as("item %s, seed %s", id, seed).isOne();
            assertThat(state.attempt(id)).as("item %s, seed %s", id, seed).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COME_AGAIN_503", "COME_AGAIN_429", "COME_AGAIN_DATE"})
    void retryAfterIsHonoured(Mishap mishap) {
        state.numbers(1);
        manager.plan(mishap);
        long began = System.nanoTime();
        assertThat(rig.run("true")).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aManagerThatAsksToComeAgainIsNotAway() {
        state.numbers(1);
        manager.plan(Mishap.COME_AGAIN_503, Mishap.COME_AGAIN_503);
        assertThat(rig.giveUpAfter(Duration.ofSeconds(1)).run("true")).isZero();
    }

    @Test
    void withoutTheManagerItGivesUpInTheEnd() {
        manager.stop();
        long began = System.nanoTime();
        assertThat(rig.giveUpAfter(Duration.ofSeconds(2)).run("true")).isEqualTo(69);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(rig.said()).hasSize(2);
        assertThat(rig.said().get(0))
                .isEqualTo("no good answer from the manager at " + manager.address()
                        + " (Connection refused); trying again, for up to 2s");
        assertThat(rig.said().get(1))
                .isEqualTo("gave up after 2s without the manager at " + manager.address() + " (Connection refused)");
    }

    @Test
    void aProxyWithoutAManagerIsGivenUpToo() {
        manager.fate(() -> Mishap.BAD_GATEWAY);
        assertThat(rig.giveUpAfter(Duration.ofSeconds(1)).run("true")).isEqualTo(69);
        assertThat(rig.said().get(1)).contains("it answers 502");
    }

    @Test
    void aManagerThatIsNotUpYetIsWaitedFor() {
        state.numbers(1);
        int port = manager.port();
        manager.stop();
        WrapperLoop loop = rig.start("true");
        state.await("first miss", () -> !rig.said().isEmpty());
        try (LossyManager later = new LossyManager(state, port)) {
            assertThat(loop.awaitEnd()).isZero();
            assertThat(later.address()).isEqualTo(manager.address());
        }
        assertThat(state.accepted(0)).isOne();
    }

    @Test
    void theChildGoesOnWhileTheManagerIsAwayForLongerThanTheLeaseAndItsResultIsOfferedThen() {
        state.lease(Duration.ofSeconds(1)).numbers(1);
        Path go = rig.file("go");
        WrapperLoop loop = rig.giveUpAfter(Duration.ofSeconds(3))
                .slots(2)
                .start("sh", "-c", "echo here >&2; " + waitFor(go) + "; echo done $1", "sh");
        state.await("child", () -> !rig.stderr().isEmpty());
        int port = manager.port();
        manager.stop();
        state.await("renewals are missed", () -> !rig.said().isEmpty());
        awaitNanos(Duration.ofSeconds(4));
        WrapperLoopTest.touch(go);
        state.close();
        try (LossyManager back = new LossyManager(state, port)) {
            assertThat(back.address()).isEqualTo(manager.address());
            assertThat(loop.awaitEnd()).isZero();
        }
        assertThat(state.accepted(0)).isOne();
        assertThat(state.result(0)).asString().isEqualTo("done 0\n");
    }

    @Test
    void soDoesOneThatStaysAndAnswersManyItems() {
        state.lease(Duration.ofSeconds(1)).numbers(200);
        Path go = rig.file("go");
        WrapperLoop loop = rig.calls(Calls.LINES)
                .start(
                        "sh",
                        "-c",
                        "while read -r l; do [ $l != 100 ] || { echo here >&2; " + waitFor(go) + "; }; echo $l; done");
        state.await("the item that waits", () -> rig.stderr().contains("here"));
        int port = manager.port();
        manager.stop();
        state.await("renewals are missed", () -> !rig.said().isEmpty());
        awaitNanos(Duration.ofSeconds(3));
        WrapperLoopTest.touch(go);
        state.close();
        try (LossyManager back = new LossyManager(state, port)) {
            assertThat(back.address()).isEqualTo(manager.address());
            assertThat(loop.awaitEnd()).isZero();
        }
        for (int i = 0; i < 200; i++) {
            assertThat(state.accepted(i)).as("item %s", i).isPositive();
            assertThat(state.result(i)).asString().isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void renewalsAreRepeatedWithinAThirdOfTheLease() {
        state.lease(Duration.ofSeconds(3)).numbers(1);
        Path go = rig.file("go");
        WrapperLoop loop = rig.start("sh", "-c", waitFor(go), "sh");
        state.await("taken", () -> state.state(0).equals("running"));
        Instants failing = new Instants();
        manager.fate(() -> {
            failing.add();
            return Mishap.RESET_BEFORE;
        });
        state.await("renewals", () -> failing.count() >= 9);
        assertThat(failing.longestGap()).isLessThan(Duration.ofMillis(2_400));
        manager.fate(() -> Mishap.NONE);
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
    }

    @Test
    void aRequestThatIsNoRequestIsADefectAndSaidSo() {
        state.numbers(1);
        manager.plan(Mishap.MALFORMED_400);
        assertThat(rig.run("true")).isEqualTo(70);
        assertThat(rig.said())
                .containsExactly("the manager refuses /v1/exchange: line 1, column 1: no (400 malformed_request,"
                        + " request i-1)");
    }

    @Test
    void aResultWhoseAttemptHasMovedOnIsNotPutAgain() {
        state.item(100_000, null);
        Path go = rig.file("go");
        WrapperLoop loop = rig.start("sh", "-c", waitFor(go) + "; head -c {id} /dev/zero");
        state.await("taken", () -> state.state(100_000).equals("running"));
        state.supersede(100_000);
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
        assertThat(rig.said()).containsExactly("item 100000: its end does not count: the manager says superseded");
        assertThat(state.exchanges().get(1).ended()).isEmpty();
    }

    @Test
    void anItemThatWasHandedOutWhileTheWrapperStoppedIsGivenBack() {
        state.numbers(1);
        manager.plan(Mishap.SLOW);
        WrapperLoop loop = rig.answerWithin(Duration.ofSeconds(20)).start("true");
        state.await("handed out", () -> state.state(0).equals("running"));
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(state.state(0)).isEqualTo("pending");
        assertThat(state.exchanges()).extracting(ExchangeRequest::number).containsExactly(1L, 1L, 2L);
        assertThat(state.exchanges()).extracting(ExchangeRequest::take).containsExactly(1, 0, 0);
    }

    @Test
    void stoppingEndsInTimeWhetherTheManagerIsThereOrNot() {
        state.numbers(1);
        WrapperLoop loop = rig.start("sh", "-c", "echo here >&2; sleep 1000", "sh");
        state.await("child", () -> !rig.stderr().isEmpty());
        manager.stop();
        long began = System.nanoTime();
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(75);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(rig.said())
                .contains(
                        "item 0: stopped, and given back",
                        "item 0: its end could not be told to the manager,"
                                + " who gives it to somebody else when its lease has run out");
    }

    private static String waitFor(Path file) {
        return "while [ ! -e '" + file + "' ]; do sleep 0.05; done";
    }

    /** Lets time pass that something must survive. */
    private void awaitNanos(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        state.await("time passes", () -> System.nanoTime() > until);
    }

    private ExchangeRequest first(long number) {
        return state.exchanges().stream()
                .filter(request -> request.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** Moments of which the gaps count. */
    private static final class Instants {
        private final List<Long> nanos = new CopyOnWriteArrayList<>();

        void add() {
            nanos.add(System.nanoTime());
        }

        int count() {
            return nanos.size();
        }

        Duration longestGap() {
            long longest = 0;
            for (int i = 1; i < nanos.size(); i++) {
                longest = Math.max(longest, nanos.get(i) - nanos.get(i - 1));
            }
            return Duration.ofNanos(longest);
        }
    }
}
