package dev.workmanager.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where Java and the system allow it: for the newest Java that a build finds, from 22 on. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SpawnerTest {
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    Path folder;

    private Path stdin;
    private Path stdout;
    private final AtomicInteger listened = new AtomicInteger();
    private final CompletableFuture<Void> spoke = new CompletableFuture<>();
    private final CompletableFuture<String> said = new CompletableFuture<>();

    @BeforeEach
    void makeFiles() throws IOException {
        stdin = Files.writeString(folder.resolve("stdin"), "what it reads\n");
        stdout = Files.createFile(folder.resolve("stdout"));
    }

    @Test
    void argumentsArriveAsTheyAre() throws IOException {
        List<String> odd = List.of("", "a b", "'\"$x\\`", "two\nlines", "ünï 🙂", "-n", "*", "x".repeat(100_000));
        List<String> command = new ArrayList<>(List.of("sh", "-c", "printf '<%s>' \"$@\"", "sh"));
        command.addAll(odd);
        assertThat(start(PATH, command).exit()).isZero();
        assertThat(written()).isEqualTo("<" + String.join("><", odd) + ">");
    }

    @Test
    void theEnvironmentIsWhatItIsGivenAndNothingElse() throws IOException {
        assertThat(start(Map.of("EMPTY", "", "ODD", "ü'\"\n=x"), List.of("/usr/bin/env", "-0"))
                        .exit())
                .isZero();
        assertThat(written().split("\0", -1)).containsExactlyInAnyOrder("EMPTY=", "ODD=ü'\"\n=x", "");
    }

    @Test
    void itReadsAndWritesFilesBehindWhatIsThere() throws IOException {
        Files.writeString(stdout, "before\n");
        assertThat(shell("cat; echo more").exit()).isZero();
        assertThat(written()).isEqualTo("before\nwhat it reads\nmore\n");
    }

    @Test
    void nothingElseIsOpenAndNoSignalIsBlocked() throws IOException {
        try (InputStream open = Files.newInputStream(stdin)) {
            assertThat(open.read()).isEqualTo('w');
            assertThat(shell("echo /proc/self/fd/*; exec 9<&-; grep -E 'SigBlk' /proc/self/status")
                            .exit())
                    .isZero();
        }
        assertThat(written())
                .isEqualTo(
                        "/proc/self/fd/0 /proc/self/fd/1 /proc/self/fd/2 /proc/self/fd/3\nSigBlk:\t0000000000000000\n");
    }

    @Test
    void itsExitCodeIsToldAndTheSignalThatEndedIt() {
        assertThat(shell("exit 255").exit()).isEqualTo(255);
        assertThat(shell("kill -KILL $$").exit()).isEqualTo(128 + 9);
        assertThat(shell("kill -QUIT $$").exit()).isEqualTo(128 + 3);
    }

    @Test
    void whatCannotBeStartedIsLeftToTheJdk() throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "echo no first line\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        for (String program : List.of("nowhere-to-be-found", "/etc/passwd", script.toString(), "", "a\0b")) {
            assertThat(spawn(PATH, List.of(program))).as(program).isEmpty();
        }
        assertThat(spawn(PATH, List.of("echo", "x".repeat(3_000_000)))).isEmpty();
        stdout = folder.resolve("nowhere/stdout");
        assertThat(spawn(PATH, List.of("true"))).isEmpty();
    }

    @Test
    void whoSaysNothingIsNotListenedTo() {
        assertThat(shell("echo out").exit()).isZero();
        assertThat(listened).hasValue(0);
    }

    @Test
    void whatItSaysIsHeardThoughItLeavesAtOnce() {
        assertThat(shell("echo said >&2").exit()).isZero();
        assertThat(said.join()).isEqualTo("said\n");
    }

    @Test
    void whoRunsForLongIsListenedToThoughNobodyWaitsAnyMore() throws IOException {
        Path word = folder.resolve("word");
        SpawnedProcess child = shell("while [ ! -e '" + word + "' ]; do sleep 0.01; done; seq 1 100000 >&2");
        assertThat(child.awaitEnd(Duration.ofMillis(1))).isFalse();
        Files.createFile(word);
        assertThat(said.join()).endsWith("\n100000\n");
        assertThat(child.exit()).isZero();
    }

    @Test
    void whoClosesItAndGoesOnCostsNothing() throws IOException {
        SpawnedProcess child = shell("exec 2>&-; exec sleep 1");
        long before = processorTime();
        assertThat(child.exit()).isZero();
        assertThat(processorTime() - before).as("hundredths of a second").isLessThan(50);
        assertThat(listened).hasValue(0);
    }

    @Test
    void aGrandchildThatHoldsItOpenIsListenedToUntilWeHangUp() throws IOException {
        SpawnedProcess child = shell("while echo still; do sleep 0.01; done >&2 & echo $!");
        assertThat(child.exit()).isZero();
        assertThat(listened).hasValue(1);
        spoke.join();
        child.hangUp();
        assertThat(said.join()).startsWith("still\n");
        long grandchild = Long.parseLong(written().strip());
        ProcessHandle.of(grandchild).ifPresent(handle -> handle.onExit().join());
    }

    @Test
    void twoMayWaitForOne() {
        SpawnedProcess child = shell("sleep 0.2");
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> child.awaitEnd(Duration.ofSeconds(50)));
        assertThat(child.exit()).isZero();
        assertThat(other.join()).isTrue();
        assertThat(child.handle()).isEmpty();
    }

    @Test
    void itsHandleIsItsOwnUntilItHasEnded() {
        SpawnedProcess child = shell("exec sleep 1000");
        assertThat(child.handle().orElseThrow().pid()).isEqualTo(child.pid());
        assertThat(child.awaitEnd(Duration.ZERO)).isFalse();
        child.handle().orElseThrow().destroyForcibly();
        assertThat(child.exit()).isEqualTo(128 + 9);
        assertThat(child.handle()).isEmpty();
    }

    @Test
    void noDescriptorIsLeftOpen() throws IOException {
        shell("echo said >&2").exit();
        said.join();
        long before = openFiles();
        for (int i = 0; i < 50; i++) {
            assertThat(start(PATH, List.of("true")).exit()).isZero();
            assertThat(spawn(PATH, List.of("nowhere-to-be-found"))).isEmpty();
        }
        assertThat(openFiles()).isEqualTo(before);
    }

    @Test
    void anEndThatWasToldToSomebodyElseIsNoSuccess() throws Exception {
        SpawnedProcess child = shell("exit 0");
        // Whoever waits for all children, as nobody here is to do, takes the end of this one.
        CLibrary c = CLibrary.open().orElseThrow();
        assertThat(c.function("waitpid").call(child.pid(), 0, 0)).isEqualTo((int) child.pid());
        assertThatThrownBy(child::exit).isInstanceOf(IllegalStateException.class);
    }

    private static long processorTime() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private SpawnedProcess shell(String script) {
        return start(PATH, List.of("sh", "-c", script));
    }

    private SpawnedProcess start(Map<String, String> environment, List<String> command) {
        return spawn(environment, command).orElseThrow();
    }

    private Optional<SpawnedProcess> spawn(Map<String, String> environment, List<String> command) {
        Optional<SpawnedProcess> child =
                Spawner.here().orElseThrow().start(command, environment, stdin, stdout, System::nanoTime);
        child.ifPresent(started -> started.onStderr(this::listen));
        return child;
    }

    private void listen(InputStream stderr) {
        listened.incrementAndGet();
        Thread thread = new Thread(() -> said.complete(all(stderr)));
        thread.setDaemon(true);
        thread.start();
    }

    /** What comes until its end, or until it is closed here. */
    private String all(InputStream stderr) {
        StringBuilder all = new StringBuilder();
        try (stderr) {
            byte[] block = new byte[8_192];
            for (int read = stderr.read(block); read >= 0; read = stderr.read(block)) {
                all.append(new String(block, 0, read, StandardCharsets.UTF_8));
                spoke.complete(null);
            }
        } catch (IOException closed) {
            return all.toString();
        }
        return all.toString();
    }

    private String written() throws IOException {
        return Files.readString(stdout);
    }
}
