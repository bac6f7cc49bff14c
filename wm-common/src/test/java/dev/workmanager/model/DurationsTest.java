package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "10m, PT10M",
        "2h, PT2H",
        "1d, PT24H",
        "1m30s, PT1M30S",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "0, PT0S",
        "0s, PT0S",
        "' 30S ', PT30S",
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "s", "-1s", "+1s", "1.5s", "1 s", "1s 2ms", "30sec", "1s1m", "1s1s", "1m30", "PT1S", "١s"
            })
    void refusesAnythingElseWithASentence(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' is not a duration: write a number and a unit, as 500ms, 30s, 10m, 2h or 1d");
    }

    @Test
    void saysThatABareNumberHasNoUnit() {
        assertThatThrownBy(() -> Durations.parse("30"))
                .hasMessage("'30' has no unit: write a number and a unit, as 500ms, 30s, 10m, 2h or 1d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999s", "9223372036854775807d", "106751991167d106751991167h"})
    void refusesWhatNoNumberHolds(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessage("'" + text + "' is longer than any duration can be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "30s", "10m", "2h", "1d", "1m30s", "1d2h3m4s5ms", "0s"})
    void writesWhatItReads(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }

    @Test
    void cutsOffWhatIsFinerThanAMillisecond() {
        assertThat(Durations.format(Duration.ofNanos(1_500_000))).isEqualTo("1ms");
    }
}
