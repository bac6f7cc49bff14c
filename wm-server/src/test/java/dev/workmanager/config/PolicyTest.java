package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Backoff;
import dev.workmanager.model.Durations;
import dev.workmanager.model.ExitCodes;
import dev.workmanager.model.Halt;
import dev.workmanager.model.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
        Policy policy = given("""
                        attempts: 5
                        backoff: 10s-1h
                        give-backs: 0
                        never-retry: 2, 64-78
                        crash-limit: 1
                        timeout: 1m30s
                        lease: 2m
                        halt: fail=3%, now
                        priority: -7
                        domain: gpu.large""").read().policy();
        assertThat(policy)
                .isEqualTo(new Policy(
                        5,
                        new Backoff(Duration.ofSeconds(10), Duration.ofHours(1)),
                        0,
                        ExitCodes.parse("2,64-78"),
                        1,
                        Duration.ofMinutes(2),
                        true,
                        Optional.of(Duration.ofSeconds(90)),
                        new Halt(Halt.Rule.SHARE, 30_000, true),
                        -7,
                        "gpu.large"));
    }

    @Test
    void aLeaseThatIsGivenGoesForThoseTooWhoCannotRenew() {
        assertThat(given("attempts: 3").read().policy().namelessLease()).isFalse();
        assertThat(given("lease: 30s").read().policy())
                .isEqualTo(Policy.DEFAULT.change().namelessLease(true).build());
    }

    @Test
    void anExplicitBudgetTakesThePlaceOfTheUsualOne() {
        assertThat(given("halt: never").read().policy().halt()).isEqualTo(new Halt(Halt.Rule.NEVER, 0, false));
        assertThat(given("halt: fail=10").read().policy().halt()).isEqualTo(new Halt(Halt.Rule.ITEMS, 10, false));
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
                "give-backs: -1 | '-1' is no whole number from 0 to 2147483647",
                "crash-limit: 0 | '0' is no whole number from 1 to 2147483647",
                "never-retry: 0 | exit codes of failures go from 1 to 255, and ranges go up, not 0-0",
                "never-retry: 2;3 | '2;3' are no exit codes; write codes and ranges of them, such as 2,64-78",
                "timeout: 0s | '0s' leaves no time; write never for no timeout",
                "timeout: 90 | '90' has no unit: write a number and a unit, as 500ms, 30s, 10m, 2h or 1d",
                "lease: 999ms | '999ms' is shorter than a second",
                "lease: 366d | '366d' is longer than a year",
                "halt: 3% | '3%' is no failure budget; write never, first-20, fail=10, fail=3% or fail=3%, now (soon where"
                        + " nothing is said: what runs may finish)",
                "priority: 2147483648 | '2147483648' is no whole number from -2147483648 to 2147483647",
                "priority: high | 'high' is no whole number from -2147483648 to 2147483647",
                "domain: 1st | a domain begins with a letter, and has at most 64 letters, digits, dots, dashes and"
                        + " underscores, not '1st'",
                "backoff: 1s-9999999999d | '9999999999d' is longer than a year",
            })
    void anythingElseIsRefusedWithAReason(String line, String reason) {
        String key = line.substring(0, line.indexOf(':') + 1);
        assertThat(given(line).problems()).containsExactly("wm-config:1: " + key + " " + reason);
    }
}
