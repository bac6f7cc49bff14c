package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    /** The largest random part that is taken off is just short of a half. */
    private static final int MOST = -1;

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "6, 32000", "7, 60000", "100, 60000", "2147483647, 60000"})
    void doublesUpToTheLongest(int failures, long millis) {
        assertThat(Backoff.DEFAULT.millis(failures, 0)).isEqualTo(millis);
        assertThat(Backoff.DEFAULT.millis(failures, MOST)).isBetween(millis / 2, millis / 2 + 1);
    }

    @Test
    void zeroIsNoWait() {
        assertThat(new Backoff(Duration.ZERO, Backoff.MAX).millis(50, 0)).isZero();
    }

    @Test
    void aYearIsTheMost() {
        assertThat(new Backoff(Backoff.MAX, Backoff.MAX).millis(50, 0)).isEqualTo(Backoff.MAX.toMillis());
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Backoff.MAX.plusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLongestWaitIsNoShorterThanTheFirst() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
