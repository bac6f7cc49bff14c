package dev.workmanager.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ContentsTest {
    private static final Path HOME = LauncherFixture.shipped();

    @Test
    void holdsProgramsAndPapers() throws IOException {
        assertThat(list(HOME)).containsExactly("CHANGELOG.md", "LICENSE", "README.md", "bin", "lib", "share");
        assertThat(list(HOME.resolve("bin"))).containsExactly("wm", "wm-server", "wm-wrap");
        for (String program : list(HOME.resolve("bin"))) {
            assertThat(HOME.resolve("bin").resolve(program)).isExecutable();
            assertThat(HOME.resolve("bin").resolve(program)).content().doesNotContain("@project");
        }
    }

    @Test
    void holdsManualPagesAndCompletion() throws IOException {
        Path share = HOME.resolve("share");
        assertThat(list(share.resolve("man/man1")))
                .contains(
                        "wm.1",
                        "wm-wait.1",
                        "wm-result.1",
                        "wm-server-serve.1",
                        "wm-server-run.1",
                        "wm-server-backup.1");
        assertThat(share.resolve("bash-completion/completions/wm")).content().contains("complete -o");
        assertThat(share.resolve("zsh/site-functions/_wm")).content().startsWith("#compdef wm wm-server");
        assertThat(share.resolve("fish/vendor_completions.d/wm.fish")).content().contains("complete -c wm -f");
    }

    /** Not byte for byte the folder of the sources, for the alerts are here twice: for the Prometheus operator, and for a Prometheus without. */
    @Test
    void holdsWhatKubernetesAndPrometheusNeed() throws IOException {
        Path share = HOME.resolve("share/kubernetes");
        Path source = Path.of("kubernetes");
        assertThat(all(share)).isNotEmpty().isEqualTo(all(source));
        for (Path file : all(source)) {
            assertThat(share.resolve(file)).hasSameBinaryContentAs(source.resolve(file));
        }
        assertThat(share.resolve("e2e")).isExecutable();
        String operators = Files.readString(share.resolve("chart/alerts/prometheus-rule.yaml"));
        assertThat(HOME.resolve("share/prometheus/work-manager.rules.yml"))
                .content()
                .startsWith("# Alerts for Prometheus")
                .contains("\ngroups:\n  - name: work-manager\n")
                .endsWith(
                        operators.substring(operators.indexOf("\nspec:\n") + 7).replaceAll("(?m)^  ", ""));
    }

    @Test
    void holdsEachLibraryOnce() throws IOException {
        assertThat(list(HOME.resolve("lib")))
                .extracting(name -> name.replaceFirst("-[0-9].*", ""))
                .doesNotHaveDuplicates();
    }

    /** What is not shipped, and why: wm-server/pom.xml. */
    @Test
    void leavesOutWhatNothingUses() throws IOException {
        assertThat(list(HOME.resolve("lib")))
                .noneMatch(name -> name.startsWith("guava") || name.startsWith("eclipse-collections"))
                .noneMatch(name -> name.startsWith("lz4-1"))
                .noneMatch(name -> name.contains("junit") || name.contains("wiremock") || name.contains("assertj"));
    }

    @Test
    void startsFromOneJarThatNamesTheOthers() throws IOException {
        for (String program : List.of("wm-server", "wm-wrapper")) {
            Path lib = HOME.resolve("lib");
            try (JarFile jar = new JarFile(lib.resolve(program + "-" + LauncherFixture.version() + ".jar")
                    .toFile())) {
                String others = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                assertThat(List.of(others.split(" ")))
                        .allSatisfy(other -> assertThat(lib.resolve(other)).exists());
            }
        }
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
