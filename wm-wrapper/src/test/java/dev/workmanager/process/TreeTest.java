package dev.workmanager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing of a tree is left, however it hides. Witness is {@code /proc}: what carries a word of the test in its environment. */
final class TreeTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final String word = "WM_TEST_TREE=" + Long.toHexString(new SecureRandom().nextLong());
    private final Family family = new Family(new SecureRandom(), line -> {});
    private Spool stdout;

    @BeforeEach
    void makeSpool() {
        stdout = Spool.create(folder, "spool");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        stdout.close();
        family.close();
        Witness.killAll(word);
    }

    @ParameterizedTest
    @EnumSource(Hiding.class)
    void stoppingEndsItAll(Hiding way) {
        ChildProcess child = start(way);
        child.stop(SHORT);
        ChildProcess.End end = child.awaitEnd();
        assertThat(end.stopped()).isTrue();
        if (way.ignoresTerm()) {
            assertThat(end.killed()).isPositive();
        }
        assertThat(Witness.living(word)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Hiding.class)
    void killingKillsItAll(Hiding way) {
        ChildProcess child = start(way);
        child.kill();
        assertThat(Witness.living(word)).isEmpty();
        child.awaitEnd();
    }

    @Test
    void whatHasClearedItsEnvironmentIsFoundByItsParents() {
        ChildProcess child =
                start("(trap '' TERM; env -i PATH=\"$PATH\" sh -c 'sleep 1000 & echo $! ready >&9; wait') & wait");
        long grandchild = Long.parseLong(said().replace(" ready", "").strip());
        child.stop(SHORT);
        child.awaitEnd();
        assertThat(Witness.lives(grandchild)).isFalse();
    }

    /** The limit that docs/children.md tells of. */
    @Test
    void whatHasClearedItsEnvironmentAndLostItsParentIsNotFound() {
        ChildProcess child =
                start("(env -i PATH=\"$PATH\" setsid sh -c 'echo $$ ready >&9; exec sleep 1000' &); exec sleep 1000");
        long escaped = Long.parseLong(said().replace("ready", "").strip());
        await("parent gone", () -> !Witness.isBelow(escaped, child.pid()));
        try {
            child.stop(SHORT);
            child.awaitEnd();
            assertThat(Witness.living(word)).isEmpty();
            assertThat(Witness.lives(escaped)).isTrue();
        } finally {
            ProcessHandle.of(escaped).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aNeighbourIsLeftAlone() throws IOException {
        ChildProcess child = start(Hiding.DAEMON);
        try (Spool other = Spool.create(folder, "other")) {
            ChildProcess neighbour =
                    ChildProcess.start(launch("sleep 1000 & exec sleep 1000", other), family, System::nanoTime);
            child.kill();
            child.awaitEnd();
            assertThat(Witness.lives(neighbour.pid())).isTrue();
            neighbour.kill();
            neighbour.awaitEnd();
        }
    }

    @Test
    void whatIsLeftBehindByAChildThatEndedIsLeftAlone() {
        ChildProcess child = start("setsid sleep 1000 & echo ready >&9");
        assertThat(child.awaitEnd().exit()).isZero();
        child.stop(SHORT);
        child.kill();
        assertThat(Witness.living(word)).hasSize(1);
    }

    @Test
    void theMarksOfAnOuterTreeStay() {
        assertThat(family.newMark()).matches("wm-[0-9a-f]{16}\\.0;");
        ChildProcess child = ChildProcess.start(
                new ChildProcess.Launch(
                        List.of("sh", "-c", "echo $WM_TREE"),
                        environment -> environment.put("WM_TREE", "outer;"),
                        Streams.spooled(Optional.empty(), stdout),
                        OutputStream.nullOutputStream(),
                        100),
                family,
                System::nanoTime);
        child.awaitEnd();
        assertThat(text()).matches("outer;wm-[0-9a-f]{16}\\.1;\n");
    }

    private ChildProcess start(Hiding way) {
        return start(way.script(folder));
    }

    /** Starts a script that says on descriptor 9 when it is ready. */
    private ChildProcess start(String script) {
        ChildProcess child =
                ChildProcess.start(launch("exec 9>&1 >/dev/null; " + script, stdout), family, System::nanoTime);
        await("ready", () -> text().contains("ready"));
        return child;
    }

    private ChildProcess.Launch launch(String script, Spool to) {
        return new ChildProcess.Launch(
                List.of("sh", "-c", script),
                environment -> environment.put(word.split("=", 2)[0], word.split("=", 2)[1]),
                Streams.spooled(Optional.empty(), to),
                OutputStream.nullOutputStream(),
                100);
    }

    private String said() {
        return text();
    }

    private String text() {
        try {
            return stdout.tail(10_000);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never came: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
