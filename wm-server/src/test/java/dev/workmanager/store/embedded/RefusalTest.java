package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The disk is full, or fails, at any operation. */
class RefusalTest {
    private static final int MOST_OPERATIONS = 700;

    @Test
    void whoWasRefusedComesAgainAndAllIsWell() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int i = 0; i < 30; i++) {
            refused += run(i, random.nextLong(1, MOST_OPERATIONS), random.nextBoolean(), random.nextInt(3) > 0);
        }
        assertThat(refused).isGreaterThan(50);
    }

    /** A folder, a frame or a part whose sync has failed may be there, and may not: neither is to be relied upon. */
    @Test
    void theFirstOperationsFailOnce() throws IOException {
        for (long at = 1; at < 60; at++) {
            run(100 + at % 2 * 2, at, true, false);
        }
    }

    @Tag("soak")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @MethodSource
    void atEachOperation(long seed) throws IOException {
        for (long at = 1; at < MOST_OPERATIONS; at++) {
            for (boolean once : List.of(true, false)) {
                run(seed, at, once, true);
                run(seed, at, once, false);
            }
        }
    }

    static LongStream atEachOperation() {
        return LongStream.range(100, 103);
    }

    private static int run(long seed, long at, boolean once, boolean full) {
        RefusalRun.Fault fault = new RefusalRun.Fault(at, once, full);
        try {
            return new RefusalRun(seed, fault).run();
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", " + fault, e);
        }
    }
}
