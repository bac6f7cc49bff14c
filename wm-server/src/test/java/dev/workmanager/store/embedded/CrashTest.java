package dev.workmanager.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The power goes, or the process is killed, at each single operation on the disk. */
class CrashTest {
    private static final OpenStore.Sizes SIZES = new OpenStore.Sizes(20_000, 8 << 10, 64 << 10);
    private static final CrashRun.Plan SHORT = new CrashRun.Plan(3, 45, 300, SIZES);
    private static final CrashRun.Plan LONG = new CrashRun.Plan(8, 150, 1_000, SIZES);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothingIsLostAndNothingInvented(long seed) throws IOException {
        assertThat(new CrashRun(seed, SHORT, Mutant.NONE).run()).isGreaterThan(500);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource
    void nothingIsLostInLongRuns(long seed) throws IOException {
        assertThat(new CrashRun(seed, LONG, Mutant.NONE).run()).isGreaterThan(5_000);
    }

    static LongStream nothingIsLostInLongRuns() {
        return LongStream.range(100, 104);
    }

    /** What the test above is worth: with any one of its precautions taken out the store is seen to fail it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theLossIsSeenWithout(Mutant precaution) {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= 3; seed++) {
                        new CrashRun(seed, SHORT, precaution).run();
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed");
    }
}
