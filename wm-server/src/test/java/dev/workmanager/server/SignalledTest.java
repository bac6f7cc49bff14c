package dev.workmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a program makes of the signals that ask it to end. */
class SignalledTest {
    private static final int INT = 2;
    private static final int TERM = 15;

    private final Program program = new Program(
            Map.of(),
            InputStream.nullInputStream(),
            new Terminal(new PrintStream(OutputStream.nullOutputStream()), false, false, 80),
            Outside.ofThisMachine());

    @Test
    void theFirstOneAsksForAnEndInGoodOrder() {
        program.begins();
        assertThat(program.signalled(TERM)).isFalse();
        assertThat(program.next(0)).isEqualTo(new Event.Signal(TERM));
        assertThat(program.signal()).isEqualTo(TERM);
    }

    @Test
    void theNextOneIsWhatTheProgramEndsByEvenIfItsMainThreadIsQuicker() {
        AtomicInteger known = new AtomicInteger();
        program.begins();
        program.beforeTheEnd(() -> known.set(program.signal()));
        assertThat(program.signalled(TERM)).isFalse();
        assertThat(program.signalled(INT)).isTrue();
        assertThat(known).hasValue(INT);
    }

    @Test
    void whatHasNotBegunEndsAtOnce() {
        assertThat(program.signalled(TERM)).isTrue();
        assertThat(program.next(0)).isNull();
    }
}
