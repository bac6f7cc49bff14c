package dev.workmanager.rules;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promises 2 and 3, through thousands of random histories; one is told by its seed. */
final class RandomHistoryTest {
    private static final int STEPS = 300;

    @Test
    void thePromisesHold() {
        play(1, 2_000);
    }

    @Test
    @Tag("soak")
    void thePromisesHoldForLong() {
        play(2_001, 200_000);
    }

    private static void play(long first, long last) {
        LongStream.rangeClosed(first, last).parallel().forEach(RandomHistoryTest::play);
    }

    private static void play(long seed) {
        RandomHistory history = new RandomHistory(seed);
        try {
            for (int step = 0; step < STEPS; step++) {
                history.step();
            }
        } catch (AssertionError | RuntimeException e) {
            String told = history.told().stream().map(Object::toString).collect(Collectors.joining("\n"));
            throw new AssertionError("history " + seed + ":\n" + told, e);
        }
    }
}
