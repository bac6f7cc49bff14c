package dev.workmanager.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.dist.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an item is, the child finds it byte for byte, as arguments and as variable, in whatever locale all of it was started. */
final class DataMatrixTest {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    /** Each a line of a file; only a line feed cannot be in it. */
    private static final List<String> ITEMS = List.of(
            "plain",
            "two  words",
            "  blanks around it  ",
            "",
            "ünï ❤ 日本 😀 e\u0301",
            "it's \"quoted\" `id`",
            "$(touch pwned)",
            "; touch pwned #",
            "&& touch pwned | cat > pwned",
            "--leading",
            "-n",
            "-",
            "--",
            "{id}",
            "{data}",
            "{}",
            "${id} $1 $WM_ID",
            "a\tb\u0001\u007f\u0085",
            "cr\rwithin",
            "*",
            "?[a-z]{a,b}~",
            "\\n \\ \\\\",
            "100% %s %n",
            "# no comment",
            "list:",
            "\ufeffnot at the beginning",
            "x=y",
            "ä€😀 ".repeat(3_000),
            "the last one");

    @TempDir
    Path folder;

    static Stream<Arguments> callers() {
        return Stream.of(
                Arguments.of("env -i", Map.of("PATH", PATH), "unset"),
                Arguments.of("LC_ALL=C", Map.of("PATH", PATH, "LC_ALL", "C", "LANG", "C"), "C"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callers")
    void byServeAndWrap(String name, Map<String, String> caller, String locale) throws Exception {
        Path home = home();
        Manager manager = new Manager(home, "");
        List<String> serve = manager.command();
        serve.addAll(List.of("--list-file", list(home).toString()));
        serve.removeAll(List.of("--config", home.resolve("wm-config").toString()));
        Process serving = process(caller, serve);
        try {
            List<String> wrap = new ArrayList<>(List.of(Run.program("wm-wrap").toString()));
            wrap.addAll(List.of(
                    "--server",
                    "http://127.0.0.1:" + manager.port(),
                    "--",
                    script(home).toString()));
            wrap.addAll(List.of("[{id}]", "{data}", "pre{data}post", "{}{}", "${data}", "end"));
            Run run = Run.of(home, caller, wrap);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(serving.waitFor()).isZero();
        } finally {
            serving.destroyForcibly();
        }
        requireResults(
                home,
                (id, data) -> List.of("[" + id + "]", data, "pre" + data + "post", data + data, "${data}", "end"),
                locale);
    }

    private static Run run(Path home, Map<String, String> caller, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(Run.program("wm-server").toString(), "run"));
        command.addAll(List.of("--list-file", list(home).toString(), "-j", "2"));
        command.addAll(List.of(more));
        return Run.of(home, caller, command);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callers")
    void byRun(String name, Map<String, String> caller, String locale) throws Exception {
        Path home = home();
        Run run = run(
                home,
                caller,
                "--data",
                home.resolve("data").toString(),
                "--out",
                home.resolve("out").toString(),
                "--",
                script(home).toString(),
                "first");
        assertThat(run.code()).as(run.err()).isZero();
        requireResults(home, (id, data) -> List.of("first", id, data), locale);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--mode=lines", "--chunk=3", "--chunk=auto"})
    void asLines(String how) throws Exception {
        Path home = home();
        Run run = run(home, Map.of("PATH", PATH), how, "--", "cat");
        assertThat(run.code()).as(run.err()).isZero();
        for (int i = 0; i < ITEMS.size(); i++) {
            Path result = home.resolve("out").resolve(Integer.toString(i + 1));
            byte[] data = ITEMS.get(i).getBytes(StandardCharsets.UTF_8);
            assertThat(Files.exists(result) ? Files.readAllBytes(result) : new byte[0])
                    .as("item %s: %s", i + 1, ITEMS.get(i))
                    .isEqualTo(data);
        }
    }

    private interface Expected {
        List<String> arguments(String id, String data);
    }

    private static void requireResults(Path home, Expected expected, String locale) throws IOException {
        for (int i = 0; i < ITEMS.size(); i++) {
            String id = Integer.toString(i + 1);
            String data = ITEMS.get(i);
            String lines =
                    String.join("\n", expected.arguments(id, data)) + "\n" + data + "\n" + id + "\n" + locale + "\n";
            assertThat(Files.readAllBytes(home.resolve("out").resolve(id)))
                    .as("item %s: %s", id, data)
                    .isEqualTo(lines.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(home.resolve("pwned")).doesNotExist();
    }

    private Path home() throws IOException {
        return Files.createDirectory(folder.resolve("a folder, ünï ❤"));
    }

    private static Path list(Path home) throws IOException {
        return Files.writeString(home.resolve("items ünï.txt"), String.join("\n", ITEMS));
    }

    /** Writes its arguments, its variable, its id and its locale, each with a line feed behind it. */
    private static Path script(Path home) throws IOException {
        Path script = Files.writeString(home.resolve("show ünï.sh"), """
                #!/bin/sh
                printf '%s\\n' "$@" "$WM_DATA" "$WM_ID" "${LC_ALL-unset}"
                """);
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Process process(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
