package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.workmanager.dist.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wm} as it is shipped, against a manager that runs. */
final class WmTest {
    @TempDir
    private Path folder;

    private Manager manager;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("wm-config"), "times: 6\nattempts: 1\nhalt: never\n");
        manager = new Manager(folder, "-Xmx96m", "--keep");
        manager.start();
        manager.awaitUp();
    }

    @AfterEach
    void stop() throws Exception {
        manager.close();
    }

    private Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH",
                Run.program("wm").getParent() + ":/usr/local/bin:/usr/bin:/bin",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "WM_SERVER",
                "127.0.0.1:" + manager.port()));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private Run wm(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("wm"));
        command.addAll(List.of(arguments));
        return shell(String.join(" ", command));
    }

    private Run shell(String script, String... more) throws Exception {
        return Run.of(folder, environment(more), List.of("/bin/bash", "-c", script));
    }

    @Test
    void tellsTheTruthAboutAJobFromItsBeginningToItsEnd() throws Exception {
        assertThat(wm("submit", "texts", "--list", "ünï.txt", "--list", "日本語.txt")
                        .code())
                .isZero();
        Run worked = shell("wm-wrap --job default -- sh -c 'echo on $WM_ID >&2; [ $WM_ID != 4 ] && echo $WM_ID'");
        assertThat(worked.code()).as(worked.err()).isZero();
        Run waited = wm("wait");
        assertThat(waited.code()).isEqualTo(1);
        assertThat(waited.out()).isEmpty();
        assertThat(waited.err())
                .isEqualTo("default: 5 of 6 items done, 1 failed; which ones: wm items default failed\n");
        assertThat(wm("items", "failed", "-o", "quiet").out()).containsExactly("4");
        assertThat(wm("log", "4").out()).containsExactly("on 4");
        assertThat(wm("result", "all").out()).containsExactly("1", "2", "3", "5", "6");
        assertThat(wm("items", "texts", "-o", "csv").out()).anyMatch(line -> line.contains("日本語.txt"));
        assertThat(wm("retry", "--failed").out()).containsExactly("1 item tried again");
        assertThat(shell("wm-wrap --job default -- sh -c 'echo again'").code()).isZero();
        assertThat(wm("wait").code()).isZero();
        assertThat(wm("result", "4").out()).containsExactly("again");
        assertThat(shell("mkdir x && wm result default all -o tar | tar -xC x && cat x/4")
                        .out())
                .containsExactly("again");
    }

    @Test
    void aReaderWhoLeavesIsNoError() throws Exception {
        assertThat(wm("submit", "many", "--times", "1000000").code()).isZero();
        Run read = shell("wm items many -o quiet | head -n 2; echo ${PIPESTATUS[0]}");
        assertThat(read.out()).containsExactly("1", "2", "141");
        assertThat(read.err()).isEmpty();
    }

    @Test
    @Tag("soak")
    void aMillionItemsNeedNoMemory() throws Exception {
        assertThat(wm("submit", "many", "--times", "1000000").code()).isZero();
        Run counted = shell("wm items many -o ndjson | wc -l; exit ${PIPESTATUS[0]}", "WM_JAVA_OPTIONS", "-Xmx64m");
        assertThat(counted.err()).isEmpty();
        assertThat(counted.out()).containsExactly("1000000");
        assertThat(counted.code()).isZero();
    }

    @Test
    void parallelGoesOnWithItsJobLog() throws Exception {
        assumeThat(Path.of("/usr/bin/parallel"))
                .as("GNU parallel is not installed")
                .exists();
        Files.writeString(folder.resolve("items"), "a b\nc'd\ne\n");
        assertThat(wm("submit", "list", "--list-file", "items", "--attempts", "1", "--halt", "never")
                        .code())
                .isZero();
        shell("wm-wrap --job list -- sh -c '[ $WM_ID != 2 ]'");
        assertThat(wm("wait", "list").code()).isEqualTo(1);
        assertThat(shell("wm export --joblog --command 'echo {}' list >log").code())
                .isZero();
        Run again = shell(
                "parallel --will-cite --resume-failed --joblog log echo {} :::: items", "HOME", folder.toString());
        assertThat(again.out()).containsExactly("c'd");
        assertThat(shell("wm export --joblog --command 'echo {}' list >log2").code())
                .isZero();
        Run retried = shell("parallel --will-cite --retry-failed --joblog log2", "HOME", folder.toString());
        assertThat(retried.out()).containsExactly("c'd");
    }

    @Test
    void verifyNoticesWhatSomebodyHasDoneToAResult() throws Exception {
        assertThat(shell("wm-wrap --job default -- echo ok").code()).isZero();
        assertThat(wm("verify").code()).isZero();
        Files.writeString(manager.out().resolve("3"), "ko 3\n");
        Run run = wm("verify");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).anyMatch(line -> line.startsWith("sha256     item 3: its file has the SHA-256 "));
        assertThat(wm("result", "3").code()).isEqualTo(74);
    }

    @Test
    void withoutAManagerItSaysSo() throws Exception {
        manager.close();
        Run run = wm("wait", "--give-up-after", "0s", "default");
        assertThat(run.code()).isEqualTo(69);
        assertThat(run.err()).contains("is it running?");
        assertThat(wm("jobs", "-o", "json").out()).isEmpty();
    }

    @Test
    void itsHelpTellsOfEveryVerb() throws Exception {
        assertThat(wm("--help").out()).anyMatch(line -> line.contains("wait        Waits until jobs are over"));
        Run help = wm("wait", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: wm wait [options] [JOB]…");
    }
}
