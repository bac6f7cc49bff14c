package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.workmanager.dist.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs as process 1, as in a container: in a PID namespace, which dies with its process 1. */
final class PidOneTest {
    private static final List<String> UNSHARE = List.of("unshare", "--pid", "--fork", "--mount-proc");

    @TempDir
    Path folder;

    @BeforeEach
    void needsNamespaces() throws Exception {
        Process tried = new ProcessBuilder(concat(UNSHARE, "true")).start();
        assumeThat(tried.waitFor()).as("PID namespaces are not permitted here").isZero();
    }

    @ParameterizedTest
    @CsvSource({"/bin/sh, 1000", "/bin/busybox sh, 100"})
    void noOrphanStaysAsAZombie(String shell, int items) throws Exception {
        List<String> words = Arrays.asList(shell.split(" ", -1));
        assumeThat(Path.of(words.get(0))).exists();
        Files.writeString(folder.resolve("wm-config"), "numeric: 1-" + items + "\n");
        String leaveOrphans = """
                (sleep 0.1 & sleep 0.2 &) >&- 2>&-
                [ "$WM_ID" = %d ] || exit 0
                i=0
                while zombies=$(grep -lsE '\\) Z ' /proc/[0-9]*/stat); [ -n "$zombies" ] && [ $i -lt 300 ]; do
                    sleep 0.1
                    i=$((i + 1))
                done
                echo "${zombies:-none}"
                tr '\\0' ' ' </proc/1/cmdline
                """.formatted(items);
        List<String> command = concat(
                concat(UNSHARE, words.toArray(String[]::new)),
                Run.program("wm-server").toString(),
                "run",
                "-j4",
                "--data",
                "data",
                "--out",
                "out",
                "--",
                "sh",
                "-c",
                leaveOrphans);
        Process process = Run.start(folder, Map.of(), command, folder.resolve("said"));
        assertThat(end(process)).isZero();
        assertThat(Files.readString(folder.resolve("out/" + items))).startsWith("none\n" + words.get(0));
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalEndsTheChildrenAndGivesTheirItemBack(String signal, int code) throws Exception {
        Files.writeString(folder.resolve("wm-config"), "numeric: 1-1\n");
        try (Manager manager = new Manager(folder, "-Xmx128m")) {
            manager.start();
            manager.awaitUp();
            Process process = wrap(manager);
            signal(launcher(process), signal);
            assertThat(end(process)).as(said()).isEqualTo(code);
            assertThat(said()).contains("item 1: stopped, and given back");
        }
    }

    @Test
    void aJavaThatWasKilledIsTold() throws Exception {
        Files.writeString(folder.resolve("wm-config"), "numeric: 1-1\n");
        try (Manager manager = new Manager(folder, "-Xmx128m")) {
            manager.start();
            manager.awaitUp();
            Process process = wrap(manager);
            launcher(process)
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("java"))
                    .forEach(ProcessHandle::destroyForcibly);
            assertThat(end(process)).as(said()).isEqualTo(128 + 9);
        }
    }

    /** A wm-wrap with a child that is at work. */
    private Process wrap(Manager manager) throws IOException {
        Process process = Run.start(
                folder,
                Map.of(),
                concat(
                        UNSHARE,
                        Run.program("wm-wrap").toString(),
                        "--server",
                        "http://127.0.0.1:" + manager.port(),
                        "--",
                        "sh",
                        "-c",
                        "echo ready >&2; exec sleep 1000"),
                folder.resolve("said"));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!said().contains("ready")) {
            assertThat(System.nanoTime()).as(said()).isLessThan(until);
            LockSupport.parkNanos(10_000_000);
        }
        return process;
    }

    private static ProcessHandle launcher(Process unshare) {
        return unshare.children().findFirst().orElseThrow();
    }

    private static void signal(ProcessHandle process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private int end(Process process) throws Exception {
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(said()).isTrue();
            return process.exitValue();
        } finally {
            process.children().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private static List<String> concat(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }
}
