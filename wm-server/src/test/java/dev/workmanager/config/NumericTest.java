package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericTest {
    @TempDir
    private Path folder;

    private Given given(String value) {
        return Given.in(folder).config("numeric: " + value + "\n");
    }

    @Test
    void bothEndsAreIncluded() {
        assertThat(given("0-999").freeze()).isEqualTo(new Source(Source.Kind.NUMERIC, 0, 1000, "numeric: 0-999"));
    }

    @Test
    void oneNumberIsARange() {
        assertThat(given("7-7").freeze().count()).isEqualTo(1);
    }

    @Test
    void theLargestNumberIsTheLargestLong() {
        Source source = given("1-9223372036854775807").freeze();
        assertThat(source.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(source.last()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRangeHasNoListOfData() throws IOException {
        CollectedItems items = new CollectedItems();
        given("0-9").read().source().freeze(items::open);
        assertThat(items.wasOpened()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0-9", "00-009", " 0 - 9 ", "0\t-\t9", "000000000000000000000000-0000000000000000000000009"})
    void howItIsWrittenDoesNotMatter(String value) {
        assertThat(given(value).read().source().words()).isEqualTo("numeric: 0-9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "-5-3 | '-5-3' has a sign; the numbers go from 0 to 9223372036854775807",
                "1--3 | '1--3' has a sign; the numbers go from 0 to 9223372036854775807",
                "+1-3 | '+1-3' has a sign; the numbers go from 0 to 9223372036854775807",
                "9-1 | '9-1' goes down; write 1-9",
                "5 | '5' is no range; write <from>-<to>, such as 0-999",
                "a-b | 'a-b' is no range; write <from>-<to>, such as 0-999",
                "1-2-3 | '1-2-3' is no range; write <from>-<to>, such as 0-999",
                "1..3 | '1..3' is no range; write <from>-<to>, such as 0-999",
                "٠-٩ | '٠-٩' is no range; write <from>-<to>, such as 0-999",
                "0-9223372036854775808 | '0-9223372036854775808' goes beyond 9223372036854775807, the largest number",
                "0-99999999999999999999999 | '0-99999999999999999999999' goes beyond 9223372036854775807,"
                        + " the largest number",
                "0-9223372036854775807 | '0-9223372036854775807' has one item more than can be counted;"
                        + " write 1-9223372036854775807",
                "\"\" | needs a value, such as 0-999",
            })
    void anythingElseIsRefusedWithAReason(String value, String reason) {
        assertThat(given(value).problems()).containsExactly("wm-config:1: numeric: " + reason);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "007, 7", "9223372036854775807, 9223372036854775807"})
    void soManyTimes(String value, long count) {
        Source source = Given.in(folder).config("times: " + value + "\n").freeze();
        assertThat(source).isEqualTo(new Source(Source.Kind.NUMERIC, 1, count, "times: " + count));
        assertThat(source.last()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "000", "-1", "9223372036854775808", "many", "1-5", "1e6"})
    void anyOtherTimesAreRefused(String value) {
        assertThat(Given.in(folder).config("times: " + value + "\n").problems())
                .containsExactly(
                        "wm-config:1: times: '" + value + "' is no whole number from 1 to 9223372036854775807");
    }

    @Test
    void aMillionDigitsAreRefusedAtOnce() {
        assertThat(given("0-" + "9".repeat(1_000_000)).problems())
                .singleElement()
                .asString()
                .contains("goes beyond");
    }
}
