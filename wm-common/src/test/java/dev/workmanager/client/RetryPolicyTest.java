package dev.workmanager.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
    private static final RetryPolicy POLICY = RetryPolicy.givingUpAfter(Duration.ofMinutes(5));

    @Test
    void waitsDoubleUpToTheLongest() {
        long[] millis = {100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000};
        for (int i = 0; i < millis.length; i++) {
            assertThat(POLICY.nanos(i + 1, fixed(0)))
                    .isEqualTo(Duration.ofMillis(millis[i]).toNanos());
        }
        assertThat(POLICY.nanos(Integer.MAX_VALUE, fixed(0)))
                .isEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void eachIsShortenedByUpToAHalf() {
        assertThat(POLICY.nanos(1, fixed(0.5))).isEqualTo(Duration.ofMillis(75).toNanos());
        assertThat(POLICY.nanos(1, fixed(0.999_999)))
                .isBetween(
                        Duration.ofMillis(50).toNanos(), Duration.ofMillis(51).toNanos());
    }

    private static RandomGenerator fixed(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
