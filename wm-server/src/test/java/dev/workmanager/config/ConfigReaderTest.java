package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.Policy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What flags and variables do to the file. */
class ConfigReaderTest {
    @TempDir
    private Path folder;

    private Given given() {
        return Given.in(folder);
    }

    @Test
    void aFlagCountsMoreThanAVariableAndAVariableMoreThanTheFile() {
        Given given = given().config("numeric: 0-9\nattempts: 1\nbackoff: 1s\n")
                .variable("WM_ATTEMPTS", "2")
                .variable("WM_BACKOFF", "2s")
                .flag(ConfigKey.ATTEMPTS, "3");
        JobConfig config = given.read();
        assertThat(config.source().words()).isEqualTo("numeric: 0-9");
        assertThat(config.policy().attempts()).isEqualTo(3);
        assertThat(config.policy().backoff().first()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aSourceTakesThePlaceOfAnotherKindOfSource() {
        Given given = given().config("list:\na\n").variable("WM_GLOB", "*.txt");
        assertThat(given.read().source().words()).isEqualTo("glob: *.txt");
        assertThat(given.flag(ConfigKey.NUMERIC, "1-2").read().source().words()).isEqualTo("numeric: 1-2");
    }

    @Test
    void withASourceByFlagNoFileIsNeeded() {
        assertThat(given().flag(ConfigKey.LIST_FILE, "-")
                        .standardInput("a\nb\n")
                        .items())
                .containsExactly("a", "b");
    }

    @Test
    void whereNothingNeedBeNothingMayBeSaid() {
        assertThat(ConfigReader.readIfAny(given().input())).isEmpty();
        assertThat(ConfigReader.readIfAny(given().config("# nothing\n").input()))
                .isEmpty();
        assertThat(ConfigReader.readIfAny(
                        given().config("").flag(ConfigKey.NUMERIC, "0-9").input()))
                .isPresent();
        assertThatThrownBy(() -> ConfigReader.readIfAny(
                        given().flag(ConfigKey.ATTEMPTS, "5").input()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no source of items");
        assertThatThrownBy(() ->
                        ConfigReader.readIfAny(given().at("elsewhere").named().input()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("elsewhere");
    }

    @Test
    void withASourceByVariableNoFileIsNeeded() {
        assertThat(given().variable("WM_NUMERIC", "0-9").freeze().count()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(names = "LIST", mode = EnumSource.Mode.EXCLUDE)
    void anyKeyCanComeEitherWay(ConfigKey key) {
        String line = key.text() + ": " + key.example() + "\n";
        String rest = key.isSource() ? "" : "numeric: 0-9\n";
        JobConfig said = given().config(line + rest).read();
        JobConfig flagged = given().config(rest).flag(key, key.example()).read();
        JobConfig set =
                given().config(rest).variable(key.variable(), key.example()).read();
        assertThat(said.policy()).isEqualTo(flagged.policy()).isEqualTo(set.policy());
        assertThat(said.source().words())
                .isEqualTo(flagged.source().words())
                .isEqualTo(set.source().words());
    }

    @Test
    void aListIsTheSameWhicheverWayItComes() {
        String words = given().config("list:\na b\n# c\n").read().source().words();
        Given flagged = given().config("").flag(ConfigKey.LIST, "a b\n# c");
        Given set = given().config("").variable("WM_LIST", "\n  a b\r\n\n  # c\n");
        assertThat(flagged.items()).isEqualTo(set.items()).containsExactly("a b", "# c");
        assertThat(flagged.read().source().words())
                .isEqualTo(set.read().source().words())
                .isEqualTo(words);
    }

    @Test
    void anEmptyVariableIsNotSet() {
        Given given = given().config("numeric: 0-9\n").variable("WM_GLOB", "").variable("WM_ATTEMPTS", "");
        assertThat(given.read().source().words()).isEqualTo("numeric: 0-9");
    }

    @Test
    void otherVariablesAreLeftAlone() {
        Given given = given().config("numeric: 0-9\n")
                .variable("WM_PORT", "tcp://1.2.3.4")
                .variable("WM_X", "y");
        assertThat(given.read().source().words()).isEqualTo("numeric: 0-9");
    }

    @Test
    void problemsNameTheFlagOrVariable() {
        Given given = given().config("atempts: 1\n")
                .flag(ConfigKey.NUMERIC, "")
                .flag(ConfigKey.GLOB, "a")
                .variable("WM_ATTEMPTS", "0")
                .variable("WM_LIST", " \n");
        assertThat(given.problems())
                .containsExactly(
                        "--numeric: needs a value, such as 0-999",
                        "--glob: a job has exactly one source, and there is --numeric already; remove one of them",
                        "WM_LIST: there is no item; write one on each line",
                        "WM_ATTEMPTS: '0' is no whole number from 1 to 2147483647",
                        "wm-config:1: unknown key 'atempts'; did you mean 'attempts'?");
    }

    @Test
    void aBadValueIsAnErrorEvenWhereAnotherTakesItsPlace() {
        assertThat(given().config("numeric: x\n").flag(ConfigKey.NUMERIC, "0-9").problems())
                .containsExactly("wm-config:1: numeric: 'x' is no range; write <from>-<to>, such as 0-999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\0b", "a\ud800b"})
    void aValueIsOneLineOfText(String value) {
        assertThat(given().config("").flag(ConfigKey.GLOB, value).problems())
                .first()
                .asString()
                .startsWith("--glob");
        assertThat(given().config("").variable("WM_LIST_FILE", value).problems())
                .first()
                .asString()
                .startsWith("WM_LIST_FILE");
    }

    @Test
    void blanksAroundAValueDoNotCount() {
        assertThat(given().variable("WM_NUMERIC", " 0-9\n").read().source().words())
                .isEqualTo("numeric: 0-9");
    }

    @Test
    void namesOfFlagsAndVariables() {
        assertThat(ConfigKey.LIST_FILE.text()).isEqualTo("list-file");
        assertThat(ConfigKey.LIST_FILE.flag()).isEqualTo("--list-file");
        assertThat(ConfigKey.LIST_FILE.variable()).isEqualTo("WM_LIST_FILE");
        assertThat(ConfigKey.LIST.isRepeatable()).isTrue();
        assertThat(ConfigKey.GLOB.isRepeatable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidToBeTheDefaultIsIt(ConfigKey key) {
        assertThat(key.standard().isEmpty()).isEqualTo(key.isSource() || key == ConfigKey.DOMAIN);
        if (!key.standard().isEmpty()) {
            Given given = given().config("numeric: 0-9\n");
            Policy said = given.flag(key, key.standard()).read().policy();
            // Whoever says it says it for those, too, who cannot renew.
            Policy.Builder rest = said.change().namelessLease(false);
            assertThat(rest.build()).isEqualTo(Policy.DEFAULT);
        }
    }
}
