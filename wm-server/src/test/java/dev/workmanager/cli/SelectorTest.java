package dev.workmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectorTest {
    @Test
    void readsNumbersRangesStepsAndStates() {
        Selector selector = Selector.parse("15,1-10:2,failed");
        assertThat(selector.ranges()).containsExactly(new Selector.Range(1, 10, 2), new Selector.Range(15, 15, 1));
        assertThat(selector.states()).containsExactly("failed");
        assertThat(selector.single()).isEmpty();
        assertThat(Selector.parse("7").single()).contains(7L);
        assertThat(Selector.parse("failed").isFailed()).isTrue();
        assertThat(Selector.parse("all")).isEqualTo(Selector.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1-", "1:0", "5-1", "1,,2", "1-2-3", "12345678901234567890", "FAILED"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Selector.parse(text)).isInstanceOf(UsageException.class);
    }

    @Test
    void aWordAloneIsAJobUnlessItLooksLikeItems() {
        assertThat(Target.of(List.of("crunch")).job()).contains("crunch");
        assertThat(Target.of(List.of("failed")).items()).contains(Selector.parse("failed"));
        assertThat(Target.of(List.of("3-5")).job()).isEmpty();
        assertThat(Target.of(List.of("failed", "all")).job()).contains("failed");
        assertThat(Target.of(List.of()).items()).isEmpty();
    }
}
