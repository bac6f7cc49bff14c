package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an item brings: it arrives byte for byte, by arguments and by the environment, and comes back so. */
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
            "ü".repeat(15_000));

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

    private interface Expected {
        String of(int id, String data);
    }

    private List<String> expected(Expected expected) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < DATA.size(); i++) {
            all.add(expected.of(i, DATA.get(i)));
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

    private String result(long id) {
        return new String(state.result(id), StandardCharsets.UTF_8);
    }
}
