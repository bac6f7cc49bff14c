package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program, in a JVM of its own. */
final class MainTest {
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";

    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private final Map<String, String> environment = new HashMap<>();
    private FakeManager manager;
    private @Nullable Process started;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        environment.put("WM_SERVER", manager.address().url());
    }

    @AfterEach
    void stop() {
        manager.close();
        if (started != null) {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
        }
    }

    @Test
    void worksUntilAllIsFinishedAndKeepsItsOutputClean() {
        state.numbers(3);
        assertThat(run("sh", "-c", "echo out; echo err >&2", "sh")).isZero();
        assertThat(state.ended()).hasSize(3);
        assertThat(stdout()).isEmpty();
        assertThat(stderr()).isEqualTo("err\nerr\nerr\n");
        assertThat(spools()).isEmpty();
    }

    @Test
    void theChildGetsTheCallersEnvironmentBack() {
        state.item(1, "ünï");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("WM_CALLER_LC_ALL", "C");
        environment.put("WM_SLOTS", "2");
        environment.put("MINE", "❤");
        assertThat(run("sh", "-c", "env | sort", "sh")).isZero();
        String got = result(1);
        assertThat(got)
                .contains("LC_ALL=C\n", "MINE=❤\n", "WM_DATA=ünï\n", "WM_SERVER=")
                .doesNotContain("WM_CALLER", "WM_SLOTS");
        List<String> expected = new ArrayList<>(List.of("LC_ALL", "MINE", "PATH", "WM_SERVER"));
        expected.addAll(List.of(
                "WM_ATTEMPT",
                "WM_ATTEMPTS",
                "WM_DATA",
                "WM_ID",
                "WM_INDEX",
                "WM_JOB",
                "WM_SLOT",
                "WM_WORKER",
                "WM_TMPDIR",
                "WM_RESULT_FILE",
                "WM_PROGRESS",
                "WM_TREE"));
        // the child is a shell, which makes this one itself
        assertThat(got.lines().map(line -> line.replaceFirst("=.*", "")).filter(name -> !name.equals("PWD")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whatIsNoTextInTheEnvironmentStaysAsItIs() throws IOException {
        state.numbers(1);
        List<String> command = command("sh", "-c", "printf %s \"$ODD\"", "sh");
        command.addAll(0, List.of("sh", "-c", "ODD=$(printf '\\377\\200x') exec \"$@\"", "sh"));
        assertThat(await(begin(command))).isZero();
        assertThat(state.result(0)).isEqualTo(new byte[] {(byte) 0xff, (byte) 0x80, 'x'});
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalEndsTheChildrenAndGivesTheirItemsBack(String signal, int code) {
        state.numbers(4);
        begin(command("-j2", "sh", "-c", "sleep 1000 & echo $! $$ >&2; wait", "sh"));
        state.await("children", () -> stderr().lines().count() == 2);
        List<Long> pids = Stream.of(stderr().split("\\s+")).map(Long::valueOf).toList();
        signal(signal);
        assertThat(await(wrapper())).isEqualTo(code);
        assertThat(pids).hasSize(4).noneMatch(WrapperLoopTest::alive);
        assertThat(state.ended()).extracting(EndedAttempt::end).containsExactly("released", "released");
        assertThat(stderr()).contains("wm-wrap: ending on signal ", "wm-wrap: item 0: stopped, and given back\n");
        assertThat(spools()).isEmpty();
    }

    @Test
    void aSecondSignalEndsAllAtOnce() {
        state.numbers(1);
        begin(command("sh", "-c", "trap 'echo asked >&2' TERM; echo $$ >&2; while :; do sleep 1000; done", "sh"));
        state.await("child", () -> !stderr().isEmpty());
        long child = Long.parseLong(stderr().strip());
        long began = System.nanoTime();
        signal("TERM");
        state.await("asked", () -> stderr().contains("asked"));
        signal("TERM");
        assertThat(await(wrapper())).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Limits.DEFAULT.killAfter());
        assertThat(WrapperLoopTest.alive(child)).isFalse();
        assertThat(spools()).isEmpty();
    }

    @Test
    void whatItLeavesWhenItIsKilledIsRemovedByTheNextOne() {
        state.numbers(1);
        begin(command("sh", "-c", "echo out; echo x >$WM_TMPDIR/x; echo $$ >&2; exec sleep 1000", "sh"));
        state.await("child", () -> !stderr().isEmpty());
        long child = Long.parseLong(stderr().strip());
        wrapper().destroyForcibly();
        assertThat(await(wrapper())).isEqualTo(137);
        assertThat(spools()).hasSize(2);
        state.supersede(0);
        assertThat(await(begin(command("true")))).isZero();
        assertThat(spools()).isEmpty();
        ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aLargeResultIsNeverInMemory() {
        int size = 200 << 20;
        state.item(size, null);
        assertThat(run("-Xmx32m", "head", "-c", "{id}", "/dev/zero")).isZero();
        assertThat(state.ended().get(0).size()).isEqualTo(size);
        // of so many zeros
        assertThat(state.sha256(size)).isEqualTo("72abf2ca8f36943ebe2e49ca3a51d409ca5f0bfcffab6c9d25643c17c32889da");
    }

    @Test
    void onceShowsTheOutputAndLeavesWithTheChildsCode() {
        state.numbers(2);
        assertThat(run("--once", "sh", "-c", "printf 'a\\0b'; exit 9", "sh")).isEqualTo(9);
        assertThat(stdout()).isEqualTo("a\0b");
        assertThat(state.ended()).hasSize(1);
        assertThat(stderr()).isEqualTo("wm-wrap: item 0: exit code 9, attempt 1 (3 may fail)\n");
    }

    @Test
    void whatIsWrongIsSaidInOneLineWithTheRightCode() {
        assertThat(run("--onec", "true")).isEqualTo(64);
        assertThat(stderr()).isEqualTo("wm-wrap: unknown option --onec; did you mean --once? See wm-wrap --help\n");
        assertThat(run("/no/such")).isEqualTo(127);
        assertThat(stderr()).isEqualTo("wm-wrap: /no/such: not found\n");
        assertThat(run("/etc/passwd")).isEqualTo(126);
        assertThat(stderr()).isEqualTo("wm-wrap: /etc/passwd: is not executable (chmod +x?)\n");
        assertThat(run("--give-up-after=300ms", "--server=127.0.0.1:1", "true")).isEqualTo(69);
        assertThat(stderr().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("wm-wrap: "));
        assertThat(stdout()).isEmpty();
        assertThat(state.exchanges()).isEmpty();
    }

    private int run(String... arguments) {
        return await(begin(command(arguments)));
    }

    /** Options of the JVM may stand first. */
    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Djava.io.tmpdir=" + spoolFolder()));
        List<String> rest = new ArrayList<>(List.of(arguments));
        if (rest.get(0).startsWith("-X")) {
            command.add(rest.remove(0));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(rest);
        return command;
    }

    private Process begin(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            started = process;
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process wrapper() {
        return Objects.requireNonNull(started);
    }

    private static int await(Process process) {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name) {
        try {
            assertThat(await(new ProcessBuilder(
                                    "kill", "-" + name, Long.toString(wrapper().pid()))
                            .start()))
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String stdout() {
        return WrapperLoopTest.read(folder.resolve("stdout"));
    }

    private String stderr() {
        return WrapperLoopTest.read(folder.resolve("stderr"));
    }

    private String result(long id) {
        return new String(state.result(id), StandardCharsets.UTF_8);
    }

    private Path spoolFolder() {
        try {
            return Files.createDirectories(folder.resolve("spools"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> spools() {
        try (Stream<Path> files = Files.list(spoolFolder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
