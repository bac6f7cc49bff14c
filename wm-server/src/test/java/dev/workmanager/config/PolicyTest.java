package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Backoff;
import dev.workmanager.model.Durations;
import dev.workmanager.model.Policy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    @TempDir
    private Path folder;

    private Given given(String line) {
        return Given.in(folder).config(line + "\nnumeric: 0-9\n");
    }

    @Test
    void defaults() {
        assertThat(given("").read().policy()).isEqualTo(Policy.DEFAULT);
    }

    @Test
    void allOfThem() {
        assertThat(given("attempts: 5\nbackoff: 10s-1h").read().policy())
                .isEqualTo(Policy.DEFAULT
                        .withAttempts(5)
                        .withBackoff(new Backoff(Duration.ofSeconds(10), Duration.ofHours(1))));
    }

    @ParameterizedTest
    @CsvSource({
        "1s, 1s, 1m",
        "500ms, 500ms, 1m",
        "1m30s, 1m30s, 1m30s",
        "2h, 2h, 2h",
        "0s, 0s, 1m",
        "0, 0s, 1m",
        "0s-0s, 0s, 0s",
        "5s - 10m, 5s, 10m",
        "365d, 365d, 365d"
    })
    void backoff(String value, String first, String longest) {
        assertThat(given("backoff: " + value).read().policy().backoff())
                .isEqualTo(new Backoff(Durations.parse(first), Durations.parse(longest)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "attempts: 0 | '0' is no whole number from 1 to 2147483647",
                "attempts: -1 | '-1' is no whole number from 1 to 2147483647",
                "attempts: 2147483648 | '2147483648' is no whole number from 1 to 2147483647",
                "attempts: 99999999999999999999 | '99999999999999999999' is no whole number from 1 to 2147483647",
                "attempts: three | 'three' is no whole number from 1 to 2147483647",
                "attempts: 3 # x | '3 # x' is no whole number from 1 to 2147483647",
                "attempts: | needs a value, such as 5",
                "backoff: 5 | '5' has no unit: write a number and a unit, as 500ms, 30s, 10m, 2h or 1d",
                "backoff: 10s-1s | '10s-1s' goes down; the first wait is the shortest",
                "backoff: 2h-1m | '2h-1m' goes down; the first wait is the shortest",
                "backoff: 1s-2s-3s | '1s-2s-3s' is no backoff; write <first> or <first>-<longest>, such as 5s-10m",
                "backoff: soon! | 'soon!' is no backoff; write <first> or <first>-<longest>, such as 5s-10m",
                "backoff: 366d | '366d' is longer than a year",
                "backoff: 1s-9999999999d | '9999999999d' is longer than a year",
            })
    void anythingElseIsRefusedWithAReason(String line, String reason) {
        String key = line.substring(0, line.indexOf(':') + 1);
        assertThat(given(line).problems()).containsExactly("wm-config:1: " + key + " " + reason);
    }
}
