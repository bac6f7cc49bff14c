package dev.workmanager.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherTest {
    private static final String JAVA_HOME = System.getProperty("java.home");
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    @TempDir
    Path temp;

    private Path home;

    @BeforeEach
    void layOut() throws IOException {
        home = LauncherFixture.layOut(temp.resolve("a folder with blanks, ünï/work-manager"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wm-server", "wm", "wm-wrap"})
    void handsOnArgumentsAsTheyAre(String program) throws Exception {
        List<String> odd = List.of("", " two  words ", "*", "$HOME `x` \"y\" 'z' \\", "ünï ❤", "a\tb", "--", "-e");
        Run run = run(program, Map.of("JAVA_HOME", JAVA_HOME), odd);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.told("arg")).isEqualTo(odd);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void runsInEveryPosixShell(String shell) throws Exception {
        Path executable = Path.of("/bin", shell);
        assumeThat(executable).exists();
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        if (shell.equals("busybox")) {
            command.add("sh");
        }
        command.add(home.resolve("bin/wm-wrap").toString());
        command.add("ünï");
        Run run = Run.of(temp, Map.of("JAVA_HOME", JAVA_HOME, "PATH", PATH), command);
        assertThat(run.err()).isEmpty();
        assertThat(run.told("arg")).containsExactly("ünï");
        assertThat(run.told("env"))
                .containsExactlyInAnyOrder(
                        "JAVA_HOME=" + JAVA_HOME, "PATH=" + PATH, "LC_ALL=C.UTF-8", "WM_CALLER_LC_ALL_UNSET=1");
    }

    @Test
    void keepsTheWorkingFolderAndTheCallersVariables() throws Exception {
        Map<String, String> environment =
                new HashMap<>(Map.of("JAVA_HOME", JAVA_HOME, "LANG", "C", "NAME", "a\tb ünï"));
        environment.put("PWD", temp.toRealPath().toString());
        environment.put("CDPATH", "/:/usr");
        environment.put("LC_ALL", "en_GB.ISO-8859-1");
        environment.put("WM_CALLER_LC_ALL_UNSET", "1");
        Run run = run("wm-wrap", environment, List.of());
        assertThat(run.told("folder")).containsExactly(temp.toRealPath().toString());
        assertThat(run.told("env"))
                .contains("NAME=a\tb ünï", "LANG=C", "CDPATH=/:/usr", "PWD=" + temp.toRealPath())
                .contains("LC_ALL=C.UTF-8", "WM_CALLER_LC_ALL=en_GB.ISO-8859-1")
                .noneMatch(line -> line.startsWith("WM_CALLER_LC_ALL_UNSET") || line.startsWith("_wm"));
    }

    @Test
    void tellsAnEmptyLocaleFromNone() throws Exception {
        Run run = run("wm-wrap", Map.of("JAVA_HOME", JAVA_HOME, "LC_ALL", "", "WM_CALLER_LC_ALL", "x"), List.of());
        assertThat(run.told("env")).contains("WM_CALLER_LC_ALL=").doesNotContain("WM_CALLER_LC_ALL_UNSET=1");
        run = run("wm-wrap", Map.of("JAVA_HOME", JAVA_HOME, "WM_CALLER_LC_ALL", "x"), List.of());
        assertThat(run.told("env")).contains("WM_CALLER_LC_ALL_UNSET=1").doesNotContain("WM_CALLER_LC_ALL=x");
    }

    @Test
    void followsLinksToItself() throws Exception {
        Path links = Files.createDirectory(temp.resolve("links"));
        Files.createSymbolicLink(links.resolve("absolute"), home.resolve("bin/wm-wrap"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("absolute"));
        Files.createSymbolicLink(links.resolve("folder"), home.resolve("bin"));
        for (String name : List.of("absolute", "relative", "folder/wm-wrap")) {
            Run run = Run.of(temp, Map.of("JAVA_HOME", JAVA_HOME, "PATH", PATH), List.of("links/" + name, "here"));
            assertThat(run.err()).as(name).isEmpty();
            assertThat(run.told("arg")).as(name).containsExactly("here");
        }
    }

    @Test
    void addsTheUsersOptionsBehindItsOwn() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", JAVA_HOME, "WM_JAVA_OPTIONS", "-Xmx77m  -Dglob=*");
        Run run = run("wm-wrap", environment, List.of());
        assertThat(run.told("flag")).endsWith("-Xmx77m", "-Dglob=*").contains("-XX:+UseSerialGC");
    }

    /** Java of 26 and newer warns of an option that Java of 17 to 25 has no other one for. */
    @Test
    void boundsTheMemoryOfAManagerWhereJavaCan() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", JAVA_HOME);
        boolean can = Runtime.version().feature() <= 25;
        List<String> flags = run("wm-server", environment, List.of("serve")).told("flag");
        assertThat(flags.contains("-XX:MaxRAM=8g")).isEqualTo(can);
        assertThat(run("wm-server", environment, List.of("status")).told("flag"))
                .noneMatch(flag -> flag.contains("RAM"));
        assertThat(run("wm-wrap", environment, List.of()).told("flag")).noneMatch(flag -> flag.contains("RAM"));
    }

    @Test
    void isReplacedByTheJvm() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/wm-server").toString(), Probe.WAIT).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", JAVA_HOME);
        Process process = builder.start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("pid " + process.pid());
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void findsJavaOnThePathBehindLinks() throws Exception {
        Path bin = Files.createDirectory(temp.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("java"), Path.of(JAVA_HOME, "bin", "java"));
        Run run = run("wm-server", Map.of("PATH", bin + ":" + PATH), List.of("x"));
        Files.delete(link);
        assertThat(run.err()).isEmpty();
        assertThat(run.told("arg")).containsExactly("x");
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws Exception {
        Path shim = LauncherFixture.fakeJava(temp.resolve("shim"), "exec '" + JAVA_HOME + "/bin/java' \"$@\"");
        Run run = run("wm-server", Map.of("JAVA_HOME", shim.toString()), List.of("x"));
        assertThat(run.err()).isEmpty();
        assertThat(run.told("arg")).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_392", "16-ea"})
    void refusesAnOldJava(String version) throws Exception {
        Path old = LauncherFixture.fakeJava(temp.resolve("old"), "echo 'openjdk version \"" + version + "\"' >&2");
        String major = version.replaceFirst("^1\\.", "").replaceFirst("[^0-9].*", "");
        for (boolean released : List.of(false, true)) {
            if (released) {
                Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
            }
            Run run = run("wm-wrap", Map.of("JAVA_HOME", old.toString()), List.of());
            assertThat(run.code()).isEqualTo(78);
            assertThat(run.err())
                    .isEqualTo("wm-wrap: " + old + "/bin/java is Java " + major
                            + ", but Java 17 or newer is needed: set JAVA_HOME to the folder of one\n");
        }
    }

    @Test
    void saysWhatToDoWithoutJava() throws Exception {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Run run = run("wm-server", Map.of("PATH", empty.toString()), List.of());
        assertThat(run.code()).isEqualTo(78);
        assertThat(run.err())
                .isEqualTo("wm-server: no java found: install a JDK or JRE 17 or newer, and set JAVA_HOME to its folder"
                        + " or put its bin folder on PATH\n");
        run = run("wm-server", Map.of("JAVA_HOME", empty.toString()), List.of());
        assertThat(run.code()).isEqualTo(78);
        assertThat(run.err())
                .startsWith("wm-server: JAVA_HOME is " + empty + ", but there is no program bin/java in it");
    }

    private Run run(String program, Map<String, String> environment, List<String> arguments) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("PATH", PATH));
        all.putAll(environment);
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve(program).toString()));
        command.addAll(arguments);
        return Run.of(temp, all, command);
    }
}
