package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.client.Choice;
import dev.workmanager.client.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrapCommandTest {
    @Test
    void withoutAnyOptionTheDefaultsHold() {
        assertThat(read("./crunch.sh"))
                .isEqualTo(new WrapperOptions(
                        WrapperOptions.MANAGER,
                        Credentials.NONE,
                        List.of("./crunch.sh"),
                        Handing.DEFAULT,
                        1,
                        false,
                        Duration.ofMinutes(5),
                        false,
                        Choice.ALL,
                        Optional.empty(),
                        StderrUse.DEFAULT,
                        Leaving.DEFAULT,
                        Limits.DEFAULT));
        assertThat(WrapperOptions.MANAGER.url()).isEqualTo("http://localhost:8080");
    }

    @Test
    void eachOptionIsRead() {
        WrapperOptions options = read(
                "--server", "manager:81", "-j", "4", "--pass=env", "--give-up-after=2h", "--once", "-v", "--", "c");
        assertThat(options.manager().url()).isEqualTo("http://manager:81");
        assertThat(options.slots()).isEqualTo(4);
        assertThat(options.handing()).isEqualTo(new Handing(Pass.ENV, false));
        assertThat(options.giveUpAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(options.once()).isTrue();
        assertThat(options.verbose()).isTrue();
        assertThat(read("--slots", "3", "--verbose", "c")).isEqualTo(read("-j3", "-v", "c"));
    }

    @Test
    void whenItLeaves() {
        assertThat(read("--max-items", "20", "--idle-exit=5m", "--drain-time", "25s", "c")
                        .leaving())
                .isEqualTo(new Leaving(20, Optional.of(Duration.ofMinutes(5)), Optional.of(Duration.ofSeconds(25))));
        assertThat(read("--drain-time", "forever", "c").leaving().drainTime()).contains(Leaving.FOREVER);
        assertThat(read("--drain-time", "0", "c").leaving().drainTime()).contains(Duration.ZERO);
        assertThatThrownBy(() -> read("--max-items", "0", "c"))
                .hasMessage("--max-items: '0' is no number of items, from 1 on");
        assertThatThrownBy(() -> read("--idle-exit", "0s", "c")).hasMessage("--idle-exit: '0s' is no time at all");
        assertThatThrownBy(() -> read("--drain-time", "soon", "c"))
                .hasMessageStartingWith("--drain-time: 'soon' is not a duration");
    }

    @Test
    void jobsAndGroup() {
        assertThat(read("--job", "pages", "c").choice()).isEqualTo(Choice.ofJob("pages"));
        assertThat(read("--domain", "gpu", "--domain=a, b", "c").choice())
                .isEqualTo(new Choice(Optional.empty(), List.of("gpu", "a", "b")));
        assertThat(read("--group", "product.importer", "c").group()).contains("product.importer");
        assertThatThrownBy(() -> read("--job", "1st", "c")).hasMessageStartingWith("--job: '1st' is no name of a job");
        assertThatThrownBy(() -> read("--domain", "a,", "c")).hasMessageStartingWith("--domain: '' is no domain");
        assertThatThrownBy(() -> read("--group", "a..b", "c")).hasMessageStartingWith("--group: 'a..b' is no group");
        assertThatThrownBy(() -> read("--job", "a", "--domain", "b", "c"))
                .hasMessageStartingWith("a job and a domain are named");
    }

    @Test
    void eachWayToHandOver() {
        for (Pass pass : Pass.values()) {
            String word = pass.name().toLowerCase(Locale.ROOT);
            assertThat(read("--pass", word, "c").handing()).isEqualTo(new Handing(pass, false));
            assertThat(Pass.WORDS.split("\\|")).contains(word);
        }
        assertThat(new WrapCommand(Map.of("WM_PASS", "json", "WM_COMPAT_ENV", "1"), System.out).read("c"))
                .contains(read("--pass=json", "--compat-env", "c"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000, 1000", "64k, 65536", "64KiB, 65536", "10M, 10485760", "2G, 2147483648", "1gb, 1073741824"
    })
    void howLargeAResultMayBe(String text, long bytes) {
        assertThat(read("--max-result", text, "c").limits().maxResult()).isEqualTo(bytes);
        assertThat(new WrapCommand(Map.of("WM_MAX_RESULT", text), System.out).read("c"))
                .contains(read("--max-result=" + bytes, "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "k", "1.5G", "1T", "9999999999g", "1 k", "9999999999999999999"})
    void whatIsNoNumberOfBytes(String text) {
        assertThatThrownBy(() -> read("--max-result", text, "c"))
                .hasMessage(
                        "--max-result: '" + text + "' is no number of bytes: write 1000, 64k, 10M or 2G (k is 1,024)");
    }

    @Test
    void whatBecomesOfStandardError() {
        assertThat(read("--log", "none", "--log-prefix", "c").stderr()).isEqualTo(new StderrUse(false, true));
        Map<String, String> environment = Map.of("WM_LOG", "none", "WM_LOG_PREFIX", "1");
        assertThat(new WrapCommand(environment, System.out).read("c"))
                .contains(read("--log=none", "--log-prefix", "c"));
        assertThat(read("--log=ship", "c")).isEqualTo(read("c"));
        assertThatThrownBy(() -> read("--log", "keep", "c")).hasMessage("--log: 'keep' is neither ship nor none");
    }

    @Test
    void theJobOfAnOuterWrappersItemIsNoOption() {
        assertThat(new WrapCommand(Map.of("WM_JOB", "outer"), System.out).read("c"))
                .contains(read("c"));
    }

    @Test
    void eachOptionHasAVariable() {
        Map<String, String> environment = Map.of(
                "WM_SERVER", "https://manager/wm/",
                "WM_SLOTS", "4",
                "WM_PASS", "env",
                "WM_GIVE_UP_AFTER", "30s",
                "WM_ONCE", "1",
                "WM_DOMAIN", "a,b",
                "WM_GROUP", "g",
                "WM_VERBOSE", "yes");
        assertThat(new WrapCommand(Map.of("WM_JOB_NAME", "pages"), System.out).read("c"))
                .contains(read("--job=pages", "c"));
        assertThat(new WrapCommand(environment, System.out).read("c"))
                .contains(read(
                        "--server=https://manager/wm",
                        "-j4",
                        "--pass=env",
                        "--give-up-after=30s",
                        "--once",
                        "--domain=a",
                        "--domain=b",
                        "--group=g",
                        "-v",
                        "c"));
    }

    @Test
    void theCommandLineGoesBeforeTheVariables() {
        Map<String, String> environment = Map.of("WM_SLOTS", "4", "WM_SERVER", "", "WM_ONCE", "0");
        WrapperOptions options = new WrapCommand(environment, System.out)
                .read("-j", "2", "--once", "c")
                .orElseThrow();
        assertThat(options.slots()).isEqualTo(2);
        assertThat(options.once()).isTrue();
        assertThat(options.manager()).isEqualTo(WrapperOptions.MANAGER);
    }

    @Test
    void debuggingIsLessPatient() {
        assertThat(read("--once", "c").giveUpAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(read("--once", "--give-up-after=1m", "c").giveUpAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatFollowsTheCommandIsTheCommands() {
        assertThat(read("-v", "c", "-j", "--once", "--", "@file", "", "${HOME}", "-h", "'q'", "\"q\"")
                        .command())
                .containsExactly("c", "-j", "--once", "--", "@file", "", "${HOME}", "-h", "'q'", "\"q\"");
        assertThat(read("--", "c", "--", "-x").command()).containsExactly("c", "--", "-x");
        assertThat(read("--", "-c", "x").command()).containsExactly("-c", "x");
        assertThat(read("--once", "--", "--help").command()).containsExactly("--help");
        assertThat(read("@c").command()).containsExactly("@c");
    }

    static List<Arguments> wrong() {
        return List.of(
                Arguments.of(List.of(), "no command: wm-wrap [options] -- command args…; see wm-wrap --help"),
                Arguments.of(List.of("--"), "no command: wm-wrap [options] -- command args…; see wm-wrap --help"),
                Arguments.of(List.of("--onec", "c"), "unknown option --onec; did you mean --once? See wm-wrap --help"),
                Arguments.of(List.of("-j", "0", "c"), "--slots: '0' is neither auto nor a number from 1 to 1000"),
                Arguments.of(List.of("-j", "1001", "c"), "--slots: '1001' is neither auto nor a number from 1 to 1000"),
                Arguments.of(List.of("-j", "four", "c"), "--slots: 'four' is neither auto nor a number from 1 to 1000"),
                Arguments.of(List.of("--pass", "pipe", "c"), "--pass: 'pipe' is none of args, env, stdin, json"),
                Arguments.of(
                        List.of("--give-up-after", "30", "c"),
                        "--give-up-after: '30' has no unit: write a number and a unit, as 500ms, 30s, 10m, 2h or 1d"),
                Arguments.of(
                        List.of("--server", "ftp://x", "c"),
                        "--server: 'ftp://x' is neither http nor https: write it as http://host:8080"),
                Arguments.of(
                        List.of("--server"),
                        "Missing required parameter for option '--server' (URL); see wm-wrap --help"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsOneLine(List<String> arguments, String line) {
        assertThatThrownBy(() -> read(arguments.toArray(String[]::new)))
                .isInstanceOf(UsageException.class)
                .hasMessage(line);
    }

    @Test
    void itemsComeAsLinesForACommandThatStaysOrIsStartedForAChunk() {
        assertThat(read("--mode", "lines", "c").handing()).isEqualTo(new Handing(Pass.STDIN, false, Calls.LINES));
        assertThat(read("--mode", "lines", "--pass", "json", "c").handing())
                .isEqualTo(new Handing(Pass.JSON, false, Calls.LINES));
        assertThat(read("--chunk", "auto", "c").handing().calls()).isEqualTo(Calls.chunks(Calls.AUTO));
        assertThat(read("--chunk", "50", "c").handing().calls()).isEqualTo(Calls.chunks(50));
        assertThat(read("--mode", "each", "c").handing()).isEqualTo(Handing.DEFAULT);
        assertThatThrownBy(() -> read("--mode", "lines", "--chunk", "5", "c")).hasMessageContaining("leave --mode out");
        assertThatThrownBy(() -> read("--mode", "lines", "--pass", "args", "c"))
                .hasMessageContaining("in no other way");
        assertThatThrownBy(() -> read("--chunk", "5", "--compat-env", "c")).hasMessageContaining("in no other way");
    }

    @Test
    void asManySlotsAsProcessors() {
        assertThat(read("-j", "auto", "c").slots())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void aWrongVariableIsNamed() {
        assertThatThrownBy(() -> new WrapCommand(Map.of("WM_ONCE", "maybe"), System.out).read("c"))
                .isInstanceOf(UsageException.class)
                .hasMessage("WM_ONCE: 'maybe' is neither 1 nor 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void theHelpTellsOfEverythingAndFitsTheTerminal(String option) {
        String help = printed(option);
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(help).doesNotContain("null").contains("${id}", "{data}", "wm-wrap --once -- ./crunch.sh");
        for (WrapOption wrapOption : WrapOption.values()) {
            assertThat(help).contains(wrapOption.names()).contains(wrapOption.variable());
        }
        for (WrapExit exit : WrapExit.values()) {
            assertThat(help).contains(exit.code() + " ").contains(exit.meaning());
        }
        for (String variable : List.of(
                "WM_ID",
                "WM_DATA",
                "WM_JOB",
                "WM_INDEX",
                "WM_ATTEMPT",
                "WM_ATTEMPTS",
                "WM_WORKER",
                "WM_SLOT",
                "WM_TMPDIR",
                "WM_RESULT_FILE",
                "WM_PROGRESS",
                "WM_TREE")) {
            assertThat(help).contains(variable);
        }
        for (Placeholder place : Placeholder.values()) {
            assertThat(help).contains(place.word());
        }
    }

    @Test
    void limitsAreReadAndTheTimesMustBeSome() {
        assertThat(read("--timeout", "1h", "--stall", "10m", "--kill-after", "0", "c")
                        .limits())
                .isEqualTo(new Limits(
                        Limits.ANY_RESULT,
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(Duration.ofMinutes(10)),
                        Duration.ZERO));
        for (String option : List.of("--timeout", "--stall")) {
            assertThatThrownBy(() -> read(option, "0", "c")).hasMessage(option + ": '0' is no time at all");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void theVersionNamesTheCommit(String option) {
        assertThat(printed(option)).matches("wm-wrap \\d+\\.\\d+\\.\\d+ \\(commit .+\\)\n");
    }

    private static String printed(String option) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new WrapCommand(Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8)).read(option))
                .isEmpty();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static WrapperOptions read(String... arguments) {
        return new WrapCommand(Map.of(), System.out).read(arguments).orElseThrow();
    }
}
