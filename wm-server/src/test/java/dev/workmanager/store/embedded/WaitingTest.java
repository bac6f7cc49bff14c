package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.longlong.Roaring64Bitmap;

class WaitingTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void eachItemComesWhenItsLatestTimeHasCome() {
        Waiting waiting = new Waiting();
        Map<Long, Long> expected = new TreeMap<>();
        for (long now = 0; now < 5_000; now++) {
            long index = random.nextLong(50);
            if (random.nextInt(3) == 0) {
                waiting.remove(index);
                expected.remove(index);
            } else {
                long at = now + random.nextLong(100);
                waiting.add(index, at, false);
                expected.put(index, at);
            }
            Roaring64Bitmap due = new Roaring64Bitmap();
            waiting.moveDue(now, due, new Roaring64Bitmap());
            Roaring64Bitmap expectedDue = new Roaring64Bitmap();
            long moment = now;
            expected.forEach((item, at) -> {
                if (at <= moment) {
                    expectedDue.addLong(item);
                }
            });
            expected.values().removeIf(at -> at <= moment);
            assertThat(due).isEqualTo(expectedDue);
            assertThat(waiting.size()).isEqualTo(expected.size());
            assertThat(waiting.indexes().toArray())
                    .containsExactly(expected.keySet().stream()
                            .mapToLong(Long::longValue)
                            .toArray());
            assertThat(waiting.first().stream().boxed().toList())
                    .isEqualTo(expected.values().stream().sorted().limit(1).toList());
        }
    }
}
