package dev.workmanager.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archives with a run-time of their own: unpacked somewhere else, on a machine that has no Java. */
final class RuntimeTest {
    private static final String TOOLS = "/usr/bin:/bin";
    private static final Map<String, String> NO_JAVA = Map.of("PATH", TOOLS, "JAVA_HOME", "/nowhere", "LC_ALL", "C");

    private static Path temp;
    private static Path home;

    /** Not below the folder of this user, for another one is to run it. */
    @BeforeAll
    static void unpack() throws Exception {
        temp = Files.createTempDirectory("wm runtime ünï");
        home = Files.createDirectory(temp.resolve("some where"));
        for (String name : List.of("work-manager", "wm-wrap")) {
            Path archive = Path.of("target/runtime")
                    .resolve(name + "-" + LauncherFixture.version() + "-linux-" + machine() + ".tar.gz");
            run(home, "tar", "-xzf", archive.toAbsolutePath().toString());
        }
    }

    @AfterAll
    static void remove() throws Exception {
        run(Path.of("/"), "rm", "-rf", temp.toString());
    }

    private static String machine() {
        String machine = System.getProperty("os.arch");
        return machine.equals("amd64") ? "x64" : machine;
    }

    private static Run run(Path folder, String... command) throws Exception {
        Run run = Run.of(folder, NO_JAVA, List.of(command));
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        return run;
    }

    private static String program(String name) {
        return home.resolve(name).toString();
    }

    @Test
    void runsABatchAsNobodyWhereItMayNotWrite() throws Exception {
        Path work = Files.createDirectory(temp.resolve("work"));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            run(temp, "chmod", "755", temp.toString());
            run(temp, "chmod", "777", work.toString());
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of(program("work-manager/bin/wm-server"), "run", "--host", "127.0.0.1", "--port", "0"));
        command.addAll(List.of("--numeric", "1-20", "--", "sh", "-c", "echo $((2 * $1))", "sh"));
        Run run = Run.of(work, NO_JAVA, command);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(work.resolve("out/20")).hasContent("40");
    }

    /** Switched to insisting on it, the JVM would not start without what makes it fast. */
    @ParameterizedTest
    @CsvSource({
        "work-manager/bin/wm,--version",
        "work-manager/bin/wm-wrap,--version",
        "work-manager/bin/wm-server,serve --help",
        "wm-wrap/bin/wm-wrap,--version"
    })
    void startsFastWhereverItLies(String program, String arguments) throws Exception {
        assertThat(started(program, arguments).code()).isZero();
        Path jar = home.resolve(program)
                .resolveSibling("../lib/wm-common-" + LauncherFixture.version() + ".jar")
                .normalize();
        FileTime time = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        try {
            assertThat(started(program, arguments).code())
                    .as("a jar of another time, for which it does not hold")
                    .isNotZero();
        } finally {
            Files.setLastModifiedTime(jar, time);
        }
    }

    private static Run started(String program, String arguments) throws Exception {
        boolean old = Files.exists(home.resolve("wm-wrap/lib/wm-wrap.jsa"));
        List<String> command = new ArrayList<>(List.of("env"));
        command.add("WM_JAVA_OPTIONS=" + (old ? "-Xshare:on" : "-XX:AOTMode=on"));
        command.add(program(program));
        command.addAll(List.of(arguments.split(" ")));
        return Run.of(home, NO_JAVA, command);
    }

    @Test
    void whatDoesNotFitIsNotSaid() throws Exception {
        Run run = Run.of(
                home,
                NO_JAVA,
                List.of("env", "WM_JAVA_OPTIONS=-Xms300m -Xmx33g", program("wm-wrap/bin/wm-wrap"), "--version"));
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasSize(1);
    }

    /** As in Alpine, whose loader is another. */
    @Test
    void takesTheJavaOfTheMachineWhereItsOwnCannotRun() throws Exception {
        Path described = home.resolve("wm-wrap/lib/runtime.sh");
        String here = Files.readString(described);
        Files.writeString(described, here.replaceAll("_wm_loader=.*", "_wm_loader=/lib/ld-musl-x86_64.so.1"));
        Run none = Run.of(home, NO_JAVA, List.of(program("wm-wrap/bin/wm-wrap"), "--version"));
        assertThat(none.code()).isEqualTo(78);
        assertThat(none.err()).contains("JAVA_HOME is /nowhere");
        Run run = Run.of(
                home,
                Map.of("PATH", TOOLS, "JAVA_HOME", System.getProperty("java.home")),
                List.of(program("wm-wrap/bin/wm-wrap"), "--version"));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        Files.writeString(described, here);
    }

    @Test
    void theArchivesHoldNoPathOfTheMachineThatMadeThem() throws Exception {
        assumeThat(Path.of("/usr/bin/grep")).exists();
        Run found = Run.of(
                home,
                NO_JAVA,
                List.of("grep", "-rlI", "--", Path.of("").toAbsolutePath().toString(), home.toString()));
        assertThat(found.out()).isEmpty();
    }
}
