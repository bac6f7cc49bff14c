package dev.workmanager.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private Terminal terminal(boolean live) {
        return new Terminal(new PrintStream(written, true, StandardCharsets.UTF_8), live, true, 80);
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void keepsTheLineThatChangesBelowThoseThatStay() {
        Terminal terminal = terminal(true);
        terminal.show("10%");
        terminal.say("one failed");
        terminal.show("20%");
        terminal.show("20%");
        terminal.show("");
        terminal.say("done");
        assertThat(written()).isEqualTo(ERASE + "10%" + ERASE + "one failed\n10%" + ERASE + "20%" + ERASE + "done\n");
    }

    @Test
    void showsNothingThatChangesWhereItWouldStay() {
        Terminal terminal = terminal(false);
        terminal.show("10%");
        terminal.say("one failed");
        assertThat(written()).isEqualTo("one failed\n");
        assertThat(terminal.coloured("x", true)).isEqualTo("x");
    }

    @Test
    void passesOnWholeLinesOfOthersByteForByte() throws IOException {
        Terminal terminal = terminal(true);
        terminal.show("10%");
        byte[] latin = {'s', 't', (byte) 0xf6, '\n', 'r', 'e'};
        try (OutputStream stream = terminal.stream()) {
            stream.write(latin);
            stream.write('d');
        }
        byte[] all = written.toByteArray();
        assertThat(new String(all, StandardCharsets.ISO_8859_1))
                .isEqualTo(ERASE + "10%" + ERASE + "st\u00f6\n10%" + ERASE + "red\n10%");
    }

    @Test
    void doesNotKeepALongLineBack() throws IOException {
        OutputStream stream = terminal(false).stream();
        stream.write("x".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
        stream.write("y".getBytes(StandardCharsets.US_ASCII));
        assertThat(written()).hasSizeGreaterThan(9_999);
    }
}
