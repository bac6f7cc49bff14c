package dev.workmanager.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Debian package, installed below a folder, as dpkg does it. */
final class DebianPackageTest {
    private static final Map<String, String> NO_JAVA =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "JAVA_HOME", "/nowhere", "LC_ALL", "C.UTF-8");
    private static final String SETTINGS = "etc/work-manager/environment";

    private static Path temp;
    private static Path root;
    private static Path deb;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "there is no dpkg here");
        temp = Files.createTempDirectory("wm-deb");
        root = Files.createDirectories(temp.resolve("root"));
        for (String folder : List.of("var/lib/dpkg/info", "var/lib/dpkg/updates", "etc")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        try (Stream<Path> made = Files.list(Path.of("target/debian"))) {
            deb = made.filter(path -> path.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
        dpkg("--install", deb.toString());
    }

    @AfterAll
    static void remove() throws Exception {
        if (temp != null) {
            run("rm", "-rf", temp.toString());
        }
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        return Run.of(Path.of("/"), NO_JAVA, List.of(command));
    }

    private static void dpkg(String... what) throws IOException, InterruptedException {
        Run run = run(Stream.concat(
                        Stream.of(
                                "dpkg",
                                "--root=" + root,
                                "--log=/dev/null",
                                "--force-not-root",
                                "--force-script-chrootless",
                                "--force-depends"),
                        Stream.of(what))
                .toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void everythingLiesWhereDebianLooksForIt() throws Exception {
        for (String file : List.of(
                "usr/share/man/man1/wm-server-serve.1.gz",
                "usr/share/bash-completion/completions/wm-server",
                "usr/share/zsh/vendor-completions/_wm",
                "usr/share/fish/vendor_completions.d/wm.fish",
                "usr/share/doc/work-manager/copyright",
                "usr/share/doc/work-manager/changelog.gz",
                "usr/lib/systemd/system/wm-server@.service",
                "usr/lib/systemd/system/wm-wrap@.service",
                "usr/lib/sysusers.d/work-manager.conf",
                SETTINGS)) {
            assertThat(root.resolve(file)).exists();
        }
        Run sums = Run.of(root, NO_JAVA, List.of("md5sum", "--quiet", "-c", "var/lib/dpkg/info/work-manager.md5sums"));
        assertThat(sums.code()).as(sums.out() + sums.err()).isZero();
        Run owners = run("dpkg-deb", "--contents", deb.toString());
        assertThat(owners.out()).isNotEmpty().allMatch(line -> line.contains(" root/root ") || line.contains(" 0/0 "));
        assertThat(owners.out())
                .allMatch(line -> line.startsWith("l") || !line.substring(0, 10).matches(".....w....|........w."));
    }

    /** Insisting on what makes it start fast, so that a time that has changed shows. */
    @Test
    void theProgramsRun() throws Exception {
        boolean old = Files.exists(root.resolve("usr/lib/work-manager/lib/wm.jsa"));
        for (String program : List.of("wm", "wm-server", "wm-wrap")) {
            Run run = run(
                    "env",
                    "WM_JAVA_OPTIONS=" + (old ? "-Xshare:on" : "-XX:AOTMode=on"),
                    root.resolve("usr/bin").resolve(program).toString(),
                    "--version");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void anUpgradeKeepsWhatSomebodyHasSetAndAPurgeKeepsResults() throws Exception {
        Files.writeString(root.resolve(SETTINGS), "WM_JAVA_OPTIONS=-Xmx2g\n");
        Path result = Files.createDirectories(root.resolve("var/lib/work-manager/crunch/out"))
                .resolve("17");
        Files.writeString(result, "a result");
        dpkg("--install", deb.toString());
        assertThat(root.resolve(SETTINGS)).hasContent("WM_JAVA_OPTIONS=-Xmx2g");
        dpkg("--remove", "work-manager");
        assertThat(root.resolve("usr/bin/wm")).doesNotExist();
        assertThat(root.resolve(SETTINGS)).exists();
        dpkg("--purge", "work-manager");
        assertThat(root.resolve("etc/work-manager")).doesNotExist();
        assertThat(result).hasContent("a result");
        dpkg("--install", deb.toString());
    }

    @Test
    void theUnitsAreSoundAndSafe() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "there is no systemd-analyze here");
        Path units = root.resolve("usr/lib/systemd/system");
        for (String unit : List.of("wm-server@.service", "wm-wrap@.service")) {
            String text = Files.readString(units.resolve(unit)).replace("/usr/bin/", root + "/usr/bin/");
            Path instance = temp.resolve(unit.replace("@", "@crunch"));
            Files.writeString(instance, text);
            Run verified = run("systemd-analyze", "verify", "--man=no", instance.toString());
            assertThat(verified.code()).as(verified.err()).isZero();
            Run secure = run("systemd-analyze", "security", "--offline=true", "--threshold=30", instance.toString());
            assertThat(secure.code()).as(String.join("\n", secure.out())).isZero();
        }
    }
}
