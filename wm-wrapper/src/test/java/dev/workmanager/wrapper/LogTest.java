package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.StoredLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the children's standard error. */
final class LogTest {
    private static final String LINE = "0123456789012345678901234567890123456789012345678901234567890123\n";

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
    void arrivesByteForByteBeforeTheEnd() throws IOException {
        byte[] any = new byte[30_000];
        new Random(5).nextBytes(any);
        Files.write(rig.file("any"), any);
        state.numbers(2);
        assertThat(rig.run("sh", "-c", "cat '" + rig.file("any") + "' >&2; exit 1"))
                .isZero();
        assertThat(state.ended()).hasSize(6);
        byte[] three = new byte[90_000];
        for (int i = 0; i < three.length; i++) {
            three[i] = any[i % any.length];
        }
        assertThat(state.log(0)).isEqualTo(three);
        assertThat(state.log(1)).isEqualTo(three);
    }

    @Test
    void whoSaysNothingCostsNothing() {
        state.numbers(3);
        rig.run("echo");
        assertThat(state.appends()).isZero();
    }

    @Test
    void whoIsBriefCostsOneRequestAnItem() {
        state.numbers(3);
        rig.run("sh", "-c", "echo a >&2; echo b >&2");
        assertThat(state.appends()).isEqualTo(3);
    }

    /** Where the standard output is not the result it is told at the end, behind all that was said before. */
    @Test
    void anOutputThatIsNoResultIsPartOfIt() {
        state.numbers(2);
        rig.run(
                "sh",
                "-c",
                "echo says >&2; echo prints; case $WM_ID in 0) exit 1;; *) echo made >\"$WM_RESULT_FILE\";; esac");
        assertThat(text(state.log(0))).isEqualTo("says\n\n[standard output]\nprints\n".repeat(3));
        assertThat(text(state.log(1))).isEqualTo("says\n\n[standard output]\nprints\n");
    }

    @Test
    void ofALongOutputTheEndIsTold() {
        state.numbers(1);
        rig.run("sh", "-c", "yes " + LINE.strip() + " | head -n 40000; echo the end; exit 1");
        assertThat(text(state.log(0)))
                .containsPattern("^\n\\[standard output, the last \\d+ bytes\\]\n")
                .doesNotContain("left out")
                .endsWith(LINE + "the end\n");
    }

    @Test
    void arrivesWhileTheChildRuns() {
        state.numbers(1);
        Path go = rig.file("go");
        WrapperLoop loop = rig.start("sh", "-c", "echo one >&2; while [ ! -e '" + go + "' ]; do sleep 0.05; done");
        state.await("first line", () -> text(state.log(0)).equals("one\n"));
        assertThat(state.state(0)).isEqualTo("running");
        WrapperLoopTest.touch(go);
        assertThat(loop.awaitEnd()).isZero();
    }

    @Test
    void ofVeryMuchTheBeginningAndTheEndArrive() {
        state.numbers(1);
        int lines = 40_000;
        rig.run("sh", "-c", "i=0; yes " + LINE.strip() + " | head -n " + lines + " >&2; echo the end >&2");
        String log = text(state.log(0));
        assertThat(log)
                .startsWith(LINE.repeat(100))
                .endsWith(LINE + "the end\n")
                .containsPattern("\n\\[\\d+ bytes left out\\]\n")
                .hasSizeLessThan(StoredLog.MAX_SIZE);
        assertThat(rig.stderr()).isEqualTo(LINE.repeat(lines) + "the end\n");
    }

    @Test
    void aManagerThatIsAwayHoldsNoChildUp() throws IOException {
        state.numbers(1);
        Path go = rig.file("go");
        Path began = rig.file("began");
        Path said = rig.file("said");
        LossyManager away = new LossyManager(state);
        Rig other = new Rig(folder.resolve("other"), away.address()).answerWithin(Duration.ofSeconds(1));
        Files.createDirectories(folder.resolve("other"));
        WrapperLoop loop = other.start(
                "sh",
                "-c",
                "> '" + began + "'; while [ ! -e '" + go + "' ]; do sleep 0.05; done; echo begin >&2; yes "
                        + LINE.strip() + " | head -n 20000 >&2; echo end >&2; > '" + said + "'");
        state.await("child", () -> Files.exists(began));
        away.stop();
        WrapperLoopTest.touch(go);
        state.await("all said", () -> Files.exists(said));
        assertThat(state.log(0)).isEmpty();
        try (LossyManager back = new LossyManager(state, away.port())) {
            assertThat(loop.awaitEnd()).isZero();
            assertThat(back.address()).isEqualTo(away.address());
        }
        assertThat(state.accepted(0)).isOne();
        assertThat(text(state.log(0)))
                .startsWith("begin\n" + LINE)
                .endsWith(LINE + "end\n")
                .contains(" bytes left out]\n");
        assertThat(other.said()).anyMatch(line -> line.contains("answers again"));
    }

    @Test
    void lostAnswersDoubleNothing() {
        Random random = new Random(17);
        List<Mishap> possible =
                List.of(Mishap.values()).stream().filter(Mishap::passes).toList();
        try (LossyManager lossy = new LossyManager(state)) {
            lossy.fate(() -> {
                synchronized (random) {
                    return random.nextBoolean() ? Mishap.NONE : possible.get(random.nextInt(possible.size()));
                }
            });
            Rig other = new Rig(folder, lossy.address()).answerWithin(Duration.ofSeconds(1));
            state.numbers(20);
            String talk =
                    "for i in 1 2 3; do echo $i of {id} >&2; done; if [ {id} = 7 ]; then sleep 2.2; echo late >&2; fi";
            assertThat(other.slots(3).run("sh", "-c", talk))
                    .as("%s", other.said())
                    .isZero();
        }
        for (int id = 0; id < 20; id++) {
            String late = id == 7 ? "late\n" : "";
            assertThat(text(state.log(id))).isEqualTo("1 of %1$s\n2 of %1$s\n3 of %1$s\n".formatted(id) + late);
        }
    }

    @Test
    void withoutRoomItIsCutAndTheItemIsDone() {
        state.numbers(2);
        state.logRoom(4);
        assertThat(rig.run("sh", "-c", "echo a long story >&2")).isZero();
        assertThat(state.accepted(0)).isOne();
        assertThat(text(state.log(1))).isEqualTo("a lo");
        assertThat(rig.said()).isEmpty();
    }

    @Test
    void aManagerThatKnowsNoLogsGetsNone() {
        state.numbers(5);
        state.olderThanLogs();
        assertThat(rig.run("sh", "-c", "echo said >&2; exit 3")).isZero();
        assertThat(state.ended()).hasSize(15).extracting(EndedAttempt::stderr).containsOnly("said\n");
        assertThat(rig.stderr()).isEqualTo("said\n".repeat(15));
        assertThat(state.appends()).as("it was asked once").isOne();
    }

    @Test
    void canBeKeptHere() {
        state.numbers(1);
        rig.stderr(new StderrUse(false, false)).run("sh", "-c", "echo said >&2");
        assertThat(state.appends()).isZero();
        assertThat(rig.stderr()).isEqualTo("said\n");
    }

    @Test
    void linesCanBeToldApartHere() {
        state.numbers(2);
        rig.stderr(new StderrUse(true, true))
                .run("sh", "-c", "printf 'a\\n\\nb' >&2; sleep 0.2; printf 'c\\nno end' >&2");
        assertThat(rig.stderr()).isEqualTo("[0] a\n[0] \n[0] bc\n[0] no end\n[1] a\n[1] \n[1] bc\n[1] no end\n");
        assertThat(text(state.log(1))).isEqualTo("a\n\nbc\nno end");
    }

    @Test
    void aStopDoesNotWaitForAManagerThatIsAway() throws IOException {
        state.numbers(1);
        LossyManager away = new LossyManager(state);
        Rig other = new Rig(folder, away.address());
        WrapperLoop loop = other.start("sh", "-c", "echo said >&2; exec sleep 1000");
        state.await("said", () -> other.stderr().contains("said"));
        away.stop();
        long began = System.nanoTime();
        loop.stop();
        loop.awaitEnd();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
