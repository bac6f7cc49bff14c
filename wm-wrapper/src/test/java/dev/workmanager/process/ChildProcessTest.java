package dev.workmanager.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildProcessTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final Family family = new Family(new SecureRandom(), line -> {});
    private Spool stdout;
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @BeforeEach
    void makeSpool() {
        stdout = Spool.create(folder, "spool");
    }

    @AfterEach
    void closeSpool() throws IOException {
        family.close();
        stdout.close();
    }

    @Test
    void tellsWhatItReturnedAndWrote() throws IOException {
        ChildProcess.End end = shell("echo out; echo err >&2; exit 7").awaitEnd();
        assertThat(end).isEqualTo(new ChildProcess.End(7, "err\n", false, 0));
        assertThat(stdout.size()).isEqualTo(4);
        assertThat(stdout.tail(100)).isEqualTo("out\n");
        assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo("err\n");
    }

    @Test
    void theSpoolHasNoNameOnceTheChildRuns() throws IOException {
        ChildProcess child = shell("echo x; sleep 1000");
        await("output", () -> size() == 2);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        child.kill();
        assertThat(child.awaitEnd().exit()).isEqualTo(128 + 9);
    }

    @Test
    void thereIsNothingToRead() {
        assertThat(shell("cat; read x && echo no").awaitEnd().exit()).isEqualTo(1);
        assertThat(size()).isZero();
    }

    @Test
    void aChildThatClosesEverythingDoesNotHurt() {
        assertThat(shell("exec <&- >&- 2>&-; sleep 0.2; exit 5").awaitEnd().exit())
                .isEqualTo(5);
    }

    @Test
    void aGrandchildThatHoldsTheStreamsOpenIsNotWaitedFor() throws IOException {
        long began = System.nanoTime();
        ChildProcess.End end = shell("sleep 1000 & echo $!; echo said >&2").awaitEnd();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(end.exit()).isZero();
        assertThat(end.stderr()).isEqualTo("said\n");
        long grandchild = Long.parseLong(stdout.tail(100).strip());
        assertThat(alive(grandchild)).isTrue();
        ProcessHandle.of(grandchild).orElseThrow().destroyForcibly();
    }

    @Test
    void muchStderrIsHandedOnWholeAndItsEndKept() {
        ChildProcess.End end = shell("seq 1 200000 >&2").awaitEnd();
        assertThat(end.stderr()).hasSize(100).endsWith("199999\n200000\n");
        assertThat(stderr.toString(StandardCharsets.UTF_8).lines()).hasSize(200_000);
    }

    @Test
    void aChildIsNotBlockedBecauseNobodyReadsOurStderr() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        ChildProcess child = start(List.of("sh", "-c", "seq 1 200000 >&2; exit 3"), environment -> {}, broken);
        assertThat(child.awaitEnd().exit()).isEqualTo(3);
    }

    @Test
    void theEnvironmentIsOursWithTheChanges() throws IOException {
        start(
                        List.of("sh", "-c", "echo \"$PATH|${WM_X-unset}|${HOME-unset}\""),
                        environment -> {
                            environment.put("WM_X", "ünï");
                            environment.remove("HOME");
                        },
                        stderr)
                .awaitEnd();
        assertThat(stdout.tail(10_000)).isEqualTo(System.getenv("PATH") + "|ünï|unset\n");
    }

    @Test
    void whatCannotBeStartedIsSaidAndWhoIsToBlame() {
        assertRefused(List.of(folder + "/no-such"), CannotStartException.Kind.NOT_FOUND, "No such file or directory");
        assertRefused(List.of(folder.toString()), CannotStartException.Kind.NOT_EXECUTABLE, "Permission denied");
        assertRefused(
                List.of("true", "x".repeat(200_000)), CannotStartException.Kind.TOO_LONG, "Argument list too long");
    }

    @Test
    void stoppingEndsTheWholeTree() {
        ChildProcess child = shell("sleep 1000 & sh -c 'sleep 1000 & wait' & echo ready; wait");
        await("the whole tree", () -> descendants(child).size() == 3);
        List<ProcessHandle> tree = descendants(child);
        child.stop(Duration.ofSeconds(20));
        ChildProcess.End end = child.awaitEnd();
        assertThat(end.exit()).isEqualTo(128 + 15);
        assertThat(end.stopped()).isTrue();
        assertThat(end.killed()).isZero();
        assertThat(tree).noneMatch(handle -> alive(handle.pid()));
    }

    @Test
    void whatIgnoresTermIsKilledAfterTheGracePeriodAndCounted() {
        ChildProcess child = shell(
                "trap '' TERM; sh -c 'trap \"\" TERM; while :; do sleep 1000; done' & echo ready; while :; do sleep 1000; done");
        await("ready", () -> size() > 0);
        await("tree", () -> descendants(child).size() >= 3);
        List<ProcessHandle> tree = descendants(child);
        child.stop(SHORT);
        ChildProcess.End end = child.awaitEnd();
        assertThat(end.exit()).isEqualTo(128 + 9);
        // the two shells; and the sleeps that they start again, as long as they can
        assertThat(end.killed()).isGreaterThanOrEqualTo(2);
        assertThat(tree).noneMatch(handle -> alive(handle.pid()));
    }

    @Test
    void aGrandchildThatIgnoresTermIsKilledThoughItsParentHasEnded() {
        ChildProcess child = shell("sh -c 'trap \"\" TERM; echo ready; while :; do sleep 1000; done' & wait");
        await("ready", () -> size() > 0);
        List<ProcessHandle> tree = descendants(child);
        child.stop(SHORT);
        ChildProcess.End end = child.awaitEnd();
        assertThat(end.exit()).isEqualTo(128 + 15);
        assertThat(end.killed()).isPositive();
        assertThat(tree).noneMatch(handle -> alive(handle.pid()));
    }

    @Test
    void aTrapMayTidyUp() throws IOException {
        Path tidied = folder.resolve("tidied");
        ChildProcess child = shell("trap 'sleep 0.3; : > " + tidied + "; exit 0' TERM; sleep 1000 & echo ready; wait");
        await("ready", () -> size() > 0);
        child.stop(Duration.ofSeconds(20));
        assertThat(child.awaitEnd()).isEqualTo(new ChildProcess.End(0, "", true, 0));
        assertThat(tidied).exists();
        Files.delete(tidied);
    }

    private void assertRefused(List<String> command, CannotStartException.Kind kind, String why) {
        try (Spool spool = Spool.create(folder, "other")) {
            assertThatThrownBy(() -> ChildProcess.start(
                            new ChildProcess.Launch(
                                    command, environment -> {}, Streams.spooled(Optional.empty(), spool), stderr, 100),
                            family,
                            System::nanoTime))
                    .isInstanceOfSatisfying(
                            CannotStartException.class,
                            e -> assertThat(e.kind()).isEqualTo(kind))
                    .hasMessage("cannot start " + command.get(0) + ": " + why);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(folder.resolve("other")).doesNotExist();
    }

    private ChildProcess shell(String script) {
        return start(List.of("sh", "-c", script), environment -> {}, stderr);
    }

    private ChildProcess start(List<String> command, Consumer<Map<String, String>> environment, OutputStream to) {
        return ChildProcess.start(
                new ChildProcess.Launch(command, environment, Streams.spooled(Optional.empty(), stdout), to, 100),
                family,
                System::nanoTime);
    }

    private long size() {
        try {
            return stdout.size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<ProcessHandle> descendants(ChildProcess child) {
        return ProcessHandle.of(child.pid()).orElseThrow().descendants().toList();
    }

    private static boolean alive(long pid) {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never came: " + what);
            }
            Thread.onSpinWait();
        }
    }
}
