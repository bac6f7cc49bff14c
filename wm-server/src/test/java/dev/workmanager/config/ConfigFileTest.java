package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    private static final String NO_SOURCE =
            "wm-config: there is no source of items; add a line such as 'numeric: 0-999', or"
                    + " one of 'times:', 'list:', 'list-file:' and 'glob:'";

    private static final String KEYS =
            "numeric, times, list, list-file, glob, attempts, backoff, give-backs, never-retry,"
                    + " crash-limit, timeout, lease, halt, priority, domain";

    @TempDir
    private Path folder;

    private Given given(String text) {
        return Given.in(folder).config(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "numeric: 0-9",
                "numeric:0-9\n",
                "   numeric :\t0-9  \r\n",
                "# a comment\n\n  # another: one\n\nnumeric: 0-9\n#",
                "\ufeffnumeric: 0-9\n"
            })
    void linesAreKeyAndValueWithBlanksCommentsAndBlankLinesBetween(String text) {
        assertThat(given(text).read().source().words()).isEqualTo("numeric: 0-9");
    }

    @Test
    void allProblemsAreToldAtOnceEachWithItsLine() {
        Given given = given("atempts: 3\nnumeric: 9-0\n\nbackoff: soon\nfoo\nnumeric: 1-2\nlist-file: a\n");
        assertThat(given.problems())
                .containsExactly(
                        "wm-config:1: unknown key 'atempts'; did you mean 'attempts'?",
                        "wm-config:2: numeric: '9-0' goes down; write 0-9",
                        "wm-config:4: backoff: 'soon' is not a duration: write a number and a unit, as 500ms, 30s, 10m, 2h"
                                + " or 1d",
                        "wm-config:5: 'foo' has no colon; a line is '<key>: <value>', and the lines of a list stand below"
                                + " 'list:'",
                        "wm-config:6: numeric: it stands on line 2 already; remove one of them",
                        "wm-config:7: list-file: a job has exactly one source, and there is 'numeric' on line 2 already;"
                                + " remove one of them");
    }

    @Test
    void theMessageHasALineForEach() {
        assertThatThrownBy(() -> given("a: 1\nattempts: 0\n").read())
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        wm-config:1: unknown key 'a'; the keys are %s
                        wm-config:2: attempts: '0' is no whole number from 1 to 2147483647""".formatted(KEYS));
    }

    @ParameterizedTest
    @CsvSource({
        "atempts, attempts",
        "Attempts, attempts",
        "attempt, attempts",
        "attmepts, attempts",
        "back-off, backoff",
        "NUMERIC, numeric",
        "numerical, numeric",
        "lst, list",
        "List, list",
        "listfile, list-file",
        "list_file, list-file",
        "list file, list-file",
        "golb, glob",
        "time, times",
        "time-out, timeout",
        "give_back, give-backs",
        "crashlimit, crash-limit"
    })
    void aMisspeltKeyIsRecognised(String key, String meant) {
        assertThat(given(key + ": 1\n").problems())
                .first()
                .isEqualTo("wm-config:1: unknown key '" + key + "'; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "x", "files", "https"})
    void aForeignKeyIsMetWithThoseThatThereAre(String key) {
        assertThat(given(key + ": 1\n").problems())
                .containsExactly("wm-config:1: unknown key '" + key + "'; the keys are " + KEYS);
    }

    @Test
    void aLongOrStrangeLineIsQuotedShortAndHarmless() {
        String key = "\u001b[31m" + "x".repeat(500_000);
        assertThat(given(key + ": 1\n").problems())
                .singleElement()
                .asString()
                .startsWith("wm-config:1: unknown key '\\u001b[31mxxx")
                .contains("xx…'; the keys are")
                .hasSizeLessThan(350);
    }

    @Test
    void noSourceIsAnError() {
        assertThat(given("").problems()).containsExactly(NO_SOURCE);
        assertThat(given("attempts: 3\n").problems()).containsExactly(NO_SOURCE);
    }

    @Test
    void noSourceIsToldWithOtherProblems() {
        assertThat(given("attempts: 0\natempts: 3\n").problems()).hasSize(3).contains(NO_SOURCE);
    }

    @Test
    void aMisspeltSourceIsNotMissing() {
        assertThat(given("numerc: 0-9\n").problems()).hasSize(1);
        assertThat(given("list\na\n").problems()).hasSize(2).doesNotContain(NO_SOURCE);
    }

    @Test
    void aSecondSourceIsAnErrorWhicheverItIs() {
        assertThat(given("glob: *\nlist:\na\n").problems())
                .containsExactly(
                        "wm-config:2: list: a job has exactly one source, and there is 'glob' on line 1 already;"
                                + " remove one of them");
    }

    @Test
    void utf16IsCalledByItsName() throws IOException {
        Files.write(folder.resolve("wm-config"), "\ufeffnumeric: 0-9\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(Given.in(folder).problems()).containsExactly("wm-config: is UTF-16, it seems; save it as UTF-8");
    }

    @Test
    void aFileThatWasAskedForMustBeThere() {
        Given given = Given.in(folder).at("etc/none").named().flag(ConfigKey.NUMERIC, "0-9");
        assertThat(given.problems())
                .containsExactly(
                        "etc/none: cannot be read: there is no such file; name the configuration with --config or"
                                + " WM_CONFIG");
    }

    @Test
    void aFileThatNobodyAskedForMustBeThereIfNothingElseHasTheSource() {
        assertThat(Given.in(folder).problems())
                .containsExactly(
                        "wm-config: cannot be read: there is no such file; name the configuration with --config or"
                                + " WM_CONFIG, or give a source as --numeric, --times, --list, --list-file or --glob");
    }

    @Test
    void aFolderIsNoConfiguration() {
        assertThat(Given.in(folder).at(".").named().problems())
                .singleElement()
                .asString()
                .startsWith(".: cannot be read: Is a directory; name the configuration");
    }
}
