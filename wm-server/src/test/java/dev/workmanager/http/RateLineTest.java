package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RateLineTest {
    private final RateLine line = new RateLine();

    @Test
    void keepsABoundedNumberOfPointsOverAnyTime() {
        for (long second = 0; second <= 100_000; second++) {
            line.note(new RateLine.Point(second * 1_000, second * 3, second / 10));
        }
        List<RateLine.Point> points = line.points();
        assertThat(points).hasSizeBetween(RateLine.MOST / 2, RateLine.MOST);
        assertThat(points.get(0)).isEqualTo(new RateLine.Point(0, 0, 0));
        assertThat(points.get(points.size() - 1).at()).isGreaterThan(99_000_000);
        assertThat(points).isSortedAccordingTo((one, other) -> Long.compare(one.at(), other.at()));
    }

    @Test
    void beginsAnewWhenTheClockIsSetBack() {
        line.note(new RateLine.Point(9_000, 5, 0));
        line.note(new RateLine.Point(2_000, 6, 0));
        assertThat(line.points()).containsExactly(new RateLine.Point(2_000, 6, 0));
    }

    /** So that it is seen when nothing happened, and what came then does not look slow. */
    @Test
    void standsStillWithTwoPoints() {
        line.note(new RateLine.Point(0, 0, 0));
        for (long second = 1; second <= 1_000; second++) {
            line.note(new RateLine.Point(second * 1_000, 5, 0));
        }
        line.note(new RateLine.Point(1_001_000, 6, 0));
        assertThat(line.points()).extracting(RateLine.Point::at).containsExactly(0L, 1_000L, 1_000_000L, 1_001_000L);
    }
}
