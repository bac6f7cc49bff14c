package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an item brings: it arrives byte for byte, by arguments, by the environment and on standard input, and comes back so. */
final class DataMatrixTest {
    static final List<String> DATA = List.of(
            "plain",
            "two words",
            "  blanks  around  ",
            "",
            "tab\there",
            "'single' \"double\" `back`",
            "$(touch pwned) $HOME ${id} $1",
            "; rm -rf x; & | > < * ? [a] ~ # !",
            "-n",
            "--help",
            "--",
            "-",
            "{id} {data} {} {{}} ${data}",
            "back\\slash \\n \\\\ \\0",
            "%s %d %%",
            "ünï ❤ 日本語 😀 e\u0301 \u202e",
            "\u0001\u001b[31m\u007f",
            "@file",
            "a=b",
            "line\nfeed\r\nand\rreturn",
            "x".repeat(30_000),
            "ü".repeat(15_000),
            "x".repeat(100_000));

    private static final String TOO_LONG = "ü".repeat(131_072 / 2);

    @TempDir
    Path folder;

    private final ManagerState state = new ManagerState();
    private FakeManager manager;
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        manager = new FakeManager(state);
        rig = new Rig(folder, manager.address());
        for (int i = 0; i < DATA.size(); i++) {
            state.item(i, DATA.get(i));
        }
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    @Test
    void byAppendedArguments() {
        assertThat(rig.run(rig.script("printf '%s|%s|%s' \"$#\" \"$1\" \"$2\"")))
                .isZero();
        assertThat(results()).isEqualTo(expected((id, data) -> "2|" + id + "|" + data));
    }

    @Test
    void byPlaceholders() {
        assertThat(rig.run(rig.script("printf '%s|%s|%s' \"$#\" \"$1\" \"$2\""), "<{data}>{id}", "{}"))
                .isZero();
        assertThat(results()).isEqualTo(expected((id, data) -> "2|<" + data + ">" + id + "|" + data));
    }

    @Test
    void byTheEnvironment() {
        assertThat(rig.pass(Pass.ENV).run(rig.script("printf '%s|%s|%s' \"$#\" \"$WM_ID\" \"$WM_DATA\"")))
                .isZero();
        assertThat(results()).isEqualTo(expected((id, data) -> "0|" + id + "|" + data));
    }

    @Test
    void withoutDataTheVariableIsNotSet() {
        state.item(1_000, null);
        assertThat(rig.run("sh", "-c", "printf '%s' \"${WM_DATA-unset}\"", "sh"))
                .isZero();
        assertThat(result(1_000)).isEqualTo("unset");
    }

    @Test
    void onStandardInput() {
        String script = rig.script("printf '%s|' \"$#\" \"$WM_ID\" \"${WM_DATA-unset}\"; cat");
        assertThat(rig.pass(Pass.STDIN).run(script)).isZero();
        assertThat(results()).isEqualTo(expected((id, data) -> "0|" + id + "|" + data + "|" + data));
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @Test
    void asJsonOnStandardInput() {
        assertThat(rig.pass(Pass.JSON).run("sh", "-c", "cat; [ $# = 0 ]", "sh")).isZero();
        String worker = state.exchanges().get(0).worker();
        assertThat(results()).isEqualTo(expected((id, data) -> {
            ItemInput item = new ItemInput(id, data, "default", id, 1, 3, worker, 0);
            return new String(Json.write(item), StandardCharsets.UTF_8) + "\n";
        }));
        assertThat(result(0))
                .isEqualTo("{\"id\":0,\"data\":\"plain\",\"job\":\"default\",\"index\":0,\"attempt\":1,\"attempts\":3,"
                        + "\"worker\":\"" + worker + "\",\"slot\":0}\n");
    }

    @Test
    void whatNoVariableCanHoldComesOnStandardInput() {
        state.item(1_000, TOO_LONG);
        assertThat(rig.pass(Pass.STDIN).compatEnv().run("sh", "-c", "printf %s \"${WM_DATA-unset}\"; cat", "sh"))
                .isZero();
        assertThat(result(1_000)).isEqualTo(asKept("unset" + TOO_LONG));
    }

    @ParameterizedTest
    @EnumSource(names = {"ARGS", "ENV"})
    void whatNoArgumentOrVariableCanHoldIsGivenBackAndTheReasonTold(Pass pass) {
        state.item(1_000, TOO_LONG);
        WrapperLoop loop = rig.pass(pass).start("true");
        state.await(
                "given back",
                () -> state.ended().stream().anyMatch(ended -> ended.end().equals("given-back")));
        loop.stop();
        loop.awaitEnd();
        assertThat(state.ended())
                .filteredOn(ended -> ended.end().equals("given-back"))
                .extracting(EndedAttempt::stderr)
                .first(InstanceOfAssertFactories.STRING)
                .startsWith("cannot start true: Argument list too long")
                .contains("its data have 65536 characters", "131,071 bytes", "--pass stdin");
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @Test
    void aChildThatDoesNotReadHurtsNobody() {
        state.item(1_000, "x".repeat(1 << 20));
        assertThat(rig.pass(Pass.STDIN).run("true")).isZero();
    }

    @Test
    void withoutDataTheIdComesOnStandardInput() {
        state.item(1_000, null);
        assertThat(rig.pass(Pass.STDIN).run("cat")).isZero();
        assertThat(result(1_000)).isEqualTo("1000");
    }

    @Test
    void theItemOfAnotherSystemsScript() {
        String script = rig.script("printf '%s %s %s' $PARALLEL_SEQ $SLURM_ARRAY_TASK_ID $JOB_COMPLETION_INDEX");
        assertThat(rig.compatEnv().run(script)).isZero();
        assertThat(result(0)).isEqualTo("1 0 0");
        assertThat(result(7)).isEqualTo("8 7 7");
    }

    @ParameterizedTest
    @EnumSource
    void asLinesOfText(LineLoopTest.How how) {
        state.item(1_000, null).item(1_001, "x".repeat(1 << 20));
        assertThat(rig.calls(how.calls())
                        .run("sh", "-c", "[ $# = 0 ] && [ -z \"${WM_ID+set}${WM_DATA+set}\" ] && exec cat", "sh"))
                .isZero();
        for (int i = 0; i < DATA.size(); i++) {
            if (DATA.get(i).indexOf('\n') < 0) {
                assertThat(result(i)).as("%s", i).isEqualTo(asKept(DATA.get(i)));
            } else {
                assertThat(state.state(i)).isEqualTo("failed");
            }
        }
        assertThat(result(1_000)).isEqualTo("1000");
        assertThat(result(1_001)).isEqualTo(asKept("x".repeat(1 << 20)));
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void asLinesOfJson(LineLoopTest.How how) {
        assertThat(rig.pass(Pass.JSON).calls(how.calls()).run("sed", "-u", "s/\"data\":/\"result\":/"))
                .isZero();
        assertThat(results()).isEqualTo(expected((id, data) -> data));
        assertThat(rig.leftInSpools()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whateverBytesAreInAnAnswer(LineLoopTest.How how) throws IOException {
        byte[] line = new byte[256];
        for (int i = 0; i < 255; i++) {
            line[i] = (byte) (i < '\n' ? i : i + 1);
        }
        line[255] = '\n';
        Files.write(rig.file("line"), line);
        state.item(1_000, "here");
        assertThat(rig.calls(how.calls()).run("sh", "-c", "while read -r l; do cat '" + rig.file("line") + "'; done"))
                .isZero();
        assertThat(state.result(1_000)).isEqualTo(Arrays.copyOf(line, 255));
    }

    private interface Expected {
        String of(int id, String data);
    }

    private List<String> expected(Expected expected) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < DATA.size(); i++) {
            all.add(asKept(expected.of(i, DATA.get(i))));
        }
        return all;
    }

    private List<String> results() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < DATA.size(); i++) {
            all.add(result(i));
        }
        return all;
    }

    /** A large result is known by its hash. */
    private String result(long id) {
        String sha256 = state.sha256(id);
        return sha256 == null ? new String(state.result(id), StandardCharsets.UTF_8) : sha256;
    }

    private static String asKept(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= EndedAttempt.MAX_INLINE ? text : sha256(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
