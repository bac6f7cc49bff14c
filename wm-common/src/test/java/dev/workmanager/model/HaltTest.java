package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HaltTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "never | NEVER | 0 | false",
                "first-20 | FIRST_ONES | 0 | false",
                "fail=1 | ITEMS | 1 | false",
                "fail=10, now | ITEMS | 10 | true",
                "fail=3% | SHARE | 30000 | false",
                "fail=0.0001% | SHARE | 1 | false",
                "fail=12.5%, now | SHARE | 125000 | true",
                "fail=100% | SHARE | 1000000 | false",
            })
    void wordsBothWays(String text, Halt.Rule rule, long amount, boolean now) {
        assertThat(Halt.parse(text)).isEqualTo(new Halt(rule, amount, now)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"fail = 3% , now | fail=3%, now", "fail=03% | fail=3%", "fail=3.50%,soon | fail=3.5%"})
    void blanksZerosAndSoonDoNotMatter(String text, String plain) {
        assertThat(Halt.parse(text)).hasToString(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fail",
                "fail=",
                "fail=0",
                "fail=0%",
                "fail=0.00001%",
                "fail=101%",
                "fail=100.1%",
                "fail=-1",
                "fail=1.5",
                "fail=3%,later",
                "fail=3%now",
                "first-21",
                "Never",
                "fail=9999999999999999999"
            })
    void anythingElseIsRefusedWithAReason(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Halt.parse(text))
                .withMessageStartingWith("'" + text + "' is no failure budget; write never, first-20, fail=10,");
    }

    @Test
    void neverGoesOnWhateverFails() {
        assertThat(Halt.parse("never").usedUp(1_000, 1_000, 0)).isFalse();
    }

    @Test
    void theFirstOnesHaltAJobOfWhichNothingIsDone() {
        assertThat(Halt.DEFAULT.usedUp(1_000, 19, 0)).isFalse();
        assertThat(Halt.DEFAULT.usedUp(1_000, 20, 0)).isTrue();
        assertThat(Halt.DEFAULT.usedUp(1_000, 900, 1)).isFalse();
    }

    @Test
    void aNumberOfItems() {
        assertThat(Halt.parse("fail=10").usedUp(1_000, 9, 0)).isFalse();
        assertThat(Halt.parse("fail=10").usedUp(1_000, 10, 900)).isTrue();
    }

    @Test
    void aShareOfAllItems() {
        Halt threePercent = Halt.parse("fail=3%");
        assertThat(threePercent.usedUp(1_000, 29, 0)).isFalse();
        assertThat(threePercent.usedUp(1_000, 30, 900)).isTrue();
        assertThat(threePercent.usedUp(10, 0, 5)).isFalse();
        assertThat(threePercent.usedUp(10, 1, 0)).isTrue();
        assertThat(threePercent.usedUp(Long.MAX_VALUE, 1_000_000_000, 0)).isFalse();
    }

    @Test
    void anAmountFitsItsRule() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Halt(Halt.Rule.NEVER, 1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Halt(Halt.Rule.ITEMS, 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Halt(Halt.Rule.SHARE, 1_000_001, false));
    }
}
