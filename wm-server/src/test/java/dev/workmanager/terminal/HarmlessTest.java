package dev.workmanager.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HarmlessTest {
    @Test
    void nothingOfATextReachesTheTerminalAsAnOrder() {
        assertThat(Harmless.line("a\u001b[2J\nb\tc\r\u0007\u009b31m\u202egpj.exe\u2028\ud800"))
                .isEqualTo("a\\x1b[2J\\nb\\tc\\r\\x07\\x9b31m\\u202egpj.exe\\u2028\\ud800");
        assertThat(Harmless.line("日本語 ünï 👩‍🚀")).isEqualTo("日本語 ünï 👩‍🚀");
    }

    @Test
    void jsonStaysWhatItIs() {
        assertThat(Harmless.json("{\"a\":\"x\u009b\u202e\u007f\"}")).isEqualTo("{\"a\":\"x\\u009b\\u202e\\u007f\"}");
        assertThat(Harmless.json("{\"a\":\"日本語\"}")).isEqualTo("{\"a\":\"日本語\"}");
    }
}
