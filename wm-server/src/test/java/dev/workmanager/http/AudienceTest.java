package dev.workmanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.WorkerId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AudienceTest {
    private static final WorkerId WORKER = new WorkerId("w");

    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final Audience audience = new Audience(nanoTime::get);

    @Test
    void isToldSlotBySlot() {
        assertThat(audience.allTold()).isTrue();
        audience.asks(WORKER, 0);
        audience.asks(WORKER, 1);
        audience.isTold(WORKER, 0);
        assertThat(audience.allTold()).isFalse();
        audience.isTold(WORKER, 1);
        assertThat(audience.allTold()).isTrue();
    }

    @Test
    void doesNotWaitForWhoHasGone() {
        audience.asks(WORKER, 0);
        nanoTime.addAndGet(Duration.ofSeconds(100).toNanos());
        assertThat(audience.allTold()).isFalse();
        nanoTime.addAndGet(Duration.ofSeconds(21).toNanos());
        assertThat(audience.allTold()).isTrue();
    }

    @Test
    void waitsForWhoKnewAnEarlierLife() {
        Audience known = new Audience(nanoTime::get, true);
        nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(known.allTold()).isFalse();
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(known.allTold()).isTrue();
        known.asks(WORKER, 0);
        assertThat(known.allTold()).isFalse();
    }

    @Test
    void doesNotGrowWithWorkersThatCameAndWent() {
        for (int i = 0; i < 100_000; i++) {
            nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            audience.asks(new WorkerId("w" + i), 0);
        }
        assertThat(audience.size()).isLessThan(11_000);
    }
}
