package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceTest {
    private static final long LARGEST = Long.MAX_VALUE;

    @Test
    void aRangeHasBothItsEnds() {
        Source source = Source.numeric(5, 7);
        assertThat(source).isEqualTo(new Source(Source.Kind.NUMERIC, 5, 3, "numeric: 5-7"));
        assertThat(source.id(0)).isEqualTo(5);
        assertThat(source.last()).isEqualTo(7);
        assertThat(source.index(5)).hasValue(0);
        assertThat(source.index(7)).hasValue(2);
        assertThat(source.index(4)).isEmpty();
        assertThat(source.index(8)).isEmpty();
        assertThat(source.hasData()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 9223372036854775806", "1, 9223372036854775807", "9223372036854775807, 9223372036854775807"})
    void aRangeMayReachTheLargestNumber(long from, long to) {
        Source source = Source.numeric(from, to);
        assertThat(source.last()).isEqualTo(to);
        assertThat(source.id(source.count() - 1)).isEqualTo(to);
        assertThat(source.index(to)).hasValue(to - from);
        assertThat(source.index(-1)).isEmpty();
        assertThat(source.index(Long.MIN_VALUE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "-1, 5",
        "-5, -1",
        "0, -1",
        "-1, 9223372036854775807",
        "-9223372036854775808, 0",
        "-9223372036854775808, 9223372036854775807",
        "0, 9223372036854775807",
    })
    void noOtherRangeIsOne(long from, long to) {
        assertThatThrownBy(() -> Source.numeric(from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(from + "-" + to);
    }

    @Test
    void aSourceHasAnItemAndNoNumberBeyondTheLargest() {
        assertThat(new Source(Source.Kind.LIST, 1, LARGEST, "list:").last()).isEqualTo(LARGEST);
        assertThatThrownBy(() -> new Source(Source.Kind.LIST, 1, 0, "list:"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Source(Source.Kind.LIST, 2, LARGEST, "list:"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Source(Source.Kind.LIST, -1, 1, "list:"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
