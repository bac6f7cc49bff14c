package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellWordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                " ",
                "a b",
                "'",
                "''",
                "it's",
                "$(reboot)",
                "`x`",
                "\\",
                "\\'",
                "a\nb",
                "a\n",
                "\t",
                "ü–✓",
                "-n",
                "!x",
                "a\u001b[31mb",
                "\u0007",
                "\u0001\u007f'",
                "{}*?~#&|;<>",
                "\"$HOME\""
            })
    void aShellReadsTheTextAgain(String text) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s|' " + ShellWord.of(text)).start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(read).isEqualTo(text + "|");
    }

    @Test
    void aTerminalIsNotUpset() {
        assertThat(ShellWord.of("a\u001b[31mb")).isEqualTo("'a'\"$(printf '\\033')\"'[31mb'");
        assertThat(ShellWord.of("./crunch.sh")).isEqualTo("./crunch.sh");
    }
}
