package dev.workmanager.rules;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Promises 2 and 3, through thousands of random histories; one is told by its seed. */
final class RandomHistoryTest {
    private static final int HISTORIES = 2_000;
    private static final int STEPS = 300;

    @Test
    void thePromisesHold() {
        LongStream.rangeClosed(1, HISTORIES).parallel().forEach(RandomHistoryTest::play);
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
