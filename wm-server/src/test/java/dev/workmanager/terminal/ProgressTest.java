package dev.workmanager.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Counts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Counts COUNTS = new Counts(12_000, 8, 4_498, 2, 0);

    private final Pace pace = new Pace();

    private static Terminal terminal(boolean colour) {
        return terminal(colour, 120);
    }

    private static Terminal terminal(boolean colour, int columns) {
        return new Terminal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), true, colour, columns);
    }

    @Test
    void isALineInALog() {
        assertThat(Progress.line(COUNTS, pace)).isEqualTo("4,498 of 12,000 items done (37%), 2 failed, 8 running");
        pace.note(0, 0);
        pace.note(Duration.ofMinutes(3).toNanos(), 4_500);
        assertThat(Progress.line(COUNTS, pace))
                .isEqualTo("4,498 of 12,000 items done (37%), 2 failed, 8 running; 25/s, 5m left");
    }

    @Test
    void isABarOnATerminal() {
        pace.note(0, 0);
        pace.note(Duration.ofHours(30).toNanos(), 4_500);
        assertThat(Progress.bar(COUNTS, pace, terminal(false)))
                .isEqualTo(
                        "[#########...............]  37%  4,498 done, 2 failed, 8 running of 12,000  150.0/h  2d2h left");
        assertThat(Progress.bar(COUNTS, new Pace(), terminal(true)))
                .isEqualTo(
                        "[\u001b[32m#########\u001b[0m...............]  37%  4,498 done, \u001b[31m2 failed\u001b[0m,"
                                + " 8 running of 12,000");
    }

    @Test
    void fitsOnALineOfItsTerminal() {
        pace.note(0, 0);
        pace.note(Duration.ofHours(30).toNanos(), 4_500);
        assertThat(Progress.bar(COUNTS, pace, terminal(false, 80)))
                .isEqualTo("[###......]  37%  4,498 done, 2 failed, 8 running of 12,000  150.0/h  2d2h left")
                .hasSize(79);
        assertThat(Progress.bar(COUNTS, pace, terminal(false, 72)))
                .isEqualTo("37%  4,498 done, 2 failed, 8 running of 12,000  150.0/h  2d2h left");
        assertThat(Progress.bar(COUNTS, pace, terminal(true, 40))).isEqualTo("37%  4,498 done, 2 failed, 8 running o…");
    }

    @Test
    void fillsTheBarOnlyAtTheEnd() {
        assertThat(Progress.bar(new Counts(1_000_000, 1, 999_999, 0, 0), pace, terminal(false)))
                .startsWith("[#######################.]  99%");
        assertThat(Progress.bar(new Counts(10, 0, 8, 1, 1), pace, terminal(false)))
                .startsWith("[########################] 100%");
    }
}
