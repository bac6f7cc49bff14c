package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.process.Hiding;
import dev.workmanager.process.Witness;
import dev.workmanager.protocol.EndedAttempt;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However an attempt is ended, nothing of what its command has started is left, in whatever way that hides: each way of hiding is an
 * item, and all of them run at once. Witness is {@code /proc}.
 */
final class DeathTest {
    private static final String[] COMMAND = {"sh", "-c", "exec 9>&2; eval \"$WM_DATA\""};
    private static final int WAYS = Hiding.values().length;

    @TempDir
    Path folder;

    private final String word = Long.toHexString(new SecureRandom().nextLong());
    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;
    private @Nullable Process program;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address()).slots(WAYS);
        int i = 0;
        for (Hiding way : Hiding.values()) {
            // No other test's, even where it says the same.
            state.item(
                    i++,
                    "export WM_TEST_DEATH=" + word + "; exec sh -c '"
                            + way.script(folder).replace("'", "'\\''") + "'");
        }
    }

    @AfterEach
    void stop() {
        manager.close();
        if (program != null) {
            program.destroyForcibly();
        }
        Witness.killAll("WM_TEST_DEATH=" + word);
    }

    @Test
    void afterALostLease() {
        state.lease(Duration.ofSeconds(3));
        WrapperLoop loop = rig.start(COMMAND);
        state.await("all are ready", () -> ready(rig.stderr()) == WAYS);
        state.endAll();
        assertThat(loop.awaitEnd()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void afterACancel() {
        state.lease(Duration.ofSeconds(3));
        WrapperLoop loop = rig.start(COMMAND);
        state.await("all are ready", () -> ready(rig.stderr()) == WAYS);
        state.cancelAll();
        assertThat(loop.awaitEnd()).isZero();
        assertThat(rig.said())
                .filteredOn(line -> line.endsWith("the manager says cancelled"))
                .hasSize(WAYS);
        assertNothingIsLeft();
    }

    @Test
    void afterBeingStopped() {
        WrapperLoop loop = rig.start(COMMAND);
        state.await("all are ready", () -> ready(rig.stderr()) == WAYS);
        loop.stop();
        assertThat(loop.awaitEnd()).isEqualTo(WrapExit.STOPPED.code());
        assertThat(state.ended()).extracting(EndedAttempt::end).hasSize(WAYS).containsOnly("released");
        assertNothingIsLeft();
    }

    @Test
    void afterTerm() throws Exception {
        signal(begin().pid(), "TERM");
        assertThat(end()).isEqualTo(143);
        assertThat(state.ended()).extracting(EndedAttempt::end).hasSize(WAYS).containsOnly("released");
        assertNothingIsLeft();
    }

    @Test
    void afterASecondSignal() throws Exception {
        Process wrapper = begin(WAYS, "--kill-after=10m");
        signal(wrapper.pid(), "TERM");
        state.await("the first one", () -> said().contains("ending on signal 15"));
        signal(wrapper.pid(), "INT");
        assertThat(end()).isEqualTo(130);
        assertNothingIsLeft();
    }

    @Test
    void afterTheWrapperWasKilled() throws Exception {
        Process wrapper = begin();
        ProcessHandle guard = guardOf(wrapper);
        for (String name : List.of("HUP", "INT", "TERM")) {
            // what a terminal or a whole group of processes gets
            signal(guard.pid(), name);
        }
        wrapper.destroyForcibly();
        assertThat(end()).isEqualTo(137);
        state.await("nothing is left", () -> living().isEmpty());
        state.await("the guard has gone, too", () -> !Witness.lives(guard.pid()));
    }

    @Test
    void theGuardLeavesWithTheWrapperAndLeavesAloneWhatAnItemHasLeftBehind() throws Exception {
        Path go = rig.file("go");
        state.endAll()
                .item(
                        100,
                        "setsid env WM_TEST_DEATH=" + word + " sleep 1000 >&- 2>&- & echo ready >&9; while [ ! -e '"
                                + go + "' ]; do sleep 0.05; done");
        ProcessHandle guard = guardOf(begin(1));
        WrapperLoopTest.touch(go);
        assertThat(end()).isZero();
        state.await("the guard has gone", () -> !Witness.lives(guard.pid()));
        assertThat(living()).hasSize(1);
    }

    private Process begin() throws IOException {
        return begin(WAYS);
    }

    /** Starts the program, and waits until all of its children are ready. */
    private Process begin(int children, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-j" + WAYS,
                "--server=" + manager.address().url()));
        command.addAll(List.of(options));
        command.addAll(List.of(COMMAND));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("said").toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
        Process started = builder.start();
        program = started;
        state.await("all are ready", () -> ready(said()) == children);
        return started;
    }

    private int end() throws InterruptedException {
        Process running = Objects.requireNonNull(program);
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
        return running.exitValue();
    }

    private static void signal(long pid, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private String said() {
        return WrapperLoopTest.read(folder.resolve("said"));
    }

    private static long ready(String text) {
        return text.lines().filter("ready"::equals).count();
    }

    private List<Long> living() {
        return Witness.living("WM_TEST_DEATH=" + word);
    }

    private void assertNothingIsLeft() {
        assertThat(living()).isEmpty();
    }

    /** The shell that waits for the program's end. */
    private ProcessHandle guardOf(Process wrapper) {
        // There before the first child; what looks like another program for a moment is the JDK's way to start it.
        state.await("a guard", () -> guards(wrapper).size() == 1);
        return guards(wrapper).get(0);
    }

    private static List<ProcessHandle> guards(Process wrapper) {
        return wrapper.children()
                .filter(child -> WrapperLoopTest.read(Path.of("/proc", Long.toString(child.pid()), "cmdline"))
                        .contains("# Waits until the program that holds the other end"))
                .toList();
    }
}
