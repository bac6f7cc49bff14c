package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {
    /** The largest random part that is taken off is just short of a half. */
    private static final int MOST = -1;

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "6, 32000", "7, 60000", "100, 60000", "2147483647, 60000"})
    void doublesUpToTheLongest(int failures, long millis) {
        assertThat(Backoff.DEFAULT.millis(failures, 0)).isEqualTo(millis);
        assertThat(Backoff.DEFAULT.millis(failures, MOST)).isBetween(millis / 2, millis / 2 + 1);
    }

    @Test
    void everyWaitIsWithinItsBounds() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            long first = random.nextLong(Backoff.MAX.toMillis()) >> random.nextInt(36);
            long longest = first + (random.nextLong(Backoff.MAX.toMillis() - first + 1) >> random.nextInt(36));
            int failures = 1 + (random.nextInt() >>> 1 >>> random.nextInt(31));
            long wait = new Backoff(Duration.ofMillis(first), Duration.ofMillis(longest))
                    .millis(failures, random.nextInt());
            BigInteger doubled = BigInteger.valueOf(first).shiftLeft(Math.min(failures - 1, 200));
            long whole = doubled.min(BigInteger.valueOf(longest)).longValueExact();
            assertThat(wait).isBetween(whole - whole / 2, whole);
        }
    }

    @Test
    void itemsThatFailedTogetherDoNotComeBackTogether() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(LongStream.generate(() -> Backoff.DEFAULT.millis(7, random.nextInt()))
                        .limit(1_000)
                        .distinct()
                        .count())
                .isGreaterThan(900);
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
