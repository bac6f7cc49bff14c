package dev.workmanager.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private final Pace pace = new Pace();
    private long seconds;
    private double ended;

    private void goOn(int forSeconds, double perSecond) {
        for (int i = 0; i < forSeconds; i++) {
            pace.note(Duration.ofSeconds(seconds++).toNanos(), (long) ended);
            ended += perSecond;
        }
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(pace.perSecond()).isEmpty();
        goOn(5, 0);
        assertThat(pace.perSecond()).isEmpty();
        assertThat(pace.until(10)).isEmpty();
    }

    @Test
    void foretellsTheEnd() {
        goOn(20, 5);
        assertThat(pace.perSecond().orElseThrow()).isCloseTo(5, Percentage.withPercentage(1));
        assertThat(pace.until(50)).contains(Duration.ofSeconds(10));
    }

    @Test
    void forgetsHowItWasBefore() {
        goOn(3_600, 1);
        goOn(40, 100);
        assertThat(pace.perSecond().orElseThrow()).isCloseTo(100, Percentage.withPercentage(5));
        goOn(40, 10);
        assertThat(pace.perSecond().orElseThrow()).isCloseTo(10, Percentage.withPercentage(5));
    }

    @Test
    void looksBackFartherWhereItemsTakeHours() {
        goOn(40 * 3_600, 1 / 1_800.0);
        assertThat(pace.perSecond().orElseThrow() * 3_600).isCloseTo(2, Percentage.withPercentage(15));
        assertThat(pace.until(2).orElseThrow()).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(72));
    }
}
