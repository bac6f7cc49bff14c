package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration next to the job that was made from it, or from another one. */
class RestartTest {
    private static final Path DATA = Path.of(".work-manager");

    @TempDir
    private Path folder;

    private Given given(String text) {
        return Given.in(folder).config(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"numeric: 0-9", "times: 9", "list:\na\nb", "list-file: items.txt", "glob: *.txt"})
    void theSameWordsMayGoOnWithAnotherPolicy(String source) {
        Source stored = given(source).file("items.txt", "a\nb\n").freeze();
        ItemSource again =
                given("# changed\nattempts: 9\nhalt: never\n" + source).read().source();
        assertThatNoException().isThrownBy(() -> again.requireSame(stored, DATA));
    }

    @Test
    void otherWordsAreRefusedBothNamed() {
        Source stored = given("numeric: 0-999").freeze();
        assertThatThrownBy(() -> given("\nnumeric: 0-1999").read().source().requireSame(stored, DATA))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "wm-config:2: the items are 'numeric: 0-1999' here, but the job in .work-manager was made from"
                                + " 'numeric: 0-999'; restore that, or name another folder with --data for another job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"numeric: 1-2", "list:\na\nc", "list:\na", "list-file: items.txt", "glob: *"})
    void jobsAreNeverMixed(String other) {
        Source stored = given("list:\na\nb").freeze();
        assertThatThrownBy(() -> given(other).read().source().requireSame(stored, DATA))
                .hasMessageContainingAll(
                        "'list: 2 lines, sha256 ",
                        "'" + other.lines().findFirst().orElseThrow());
    }

    @Test
    void aFlagThatSaysSomethingElseIsNamed() {
        Source stored = given("numeric: 0-9").freeze();
        ItemSource flagged =
                given("numeric: 0-9").flag(ConfigKey.NUMERIC, "0-8").read().source();
        assertThatThrownBy(() -> flagged.requireSame(stored, DATA)).hasMessageStartingWith("--numeric: the items are");
    }

    private Optional<String> notice(Given given, Source stored, List<String> data) {
        return given.read().source().notice(stored, index -> data.get((int) index));
    }

    @Test
    void nothingIsToldWhileNothingHasChanged() {
        assertThat(notice(given("numeric: 0-9"), given("numeric: 0-9").freeze(), List.of()))
                .isEmpty();
        assertThat(notice(given("list:\na"), given("list:\na").freeze(), List.of("a")))
                .isEmpty();
        Given file = given("list-file: items.txt").file("items.txt", "a\nb\n");
        assertThat(notice(file, file.freeze(), List.of("a", "b"))).isEmpty();
        Given glob = given("glob: *.txt").file("a.txt", "");
        assertThat(notice(glob, glob.freeze(), List.of("a.txt", "items.txt"))).isEmpty();
    }

    @Test
    void aListFileThatIsGoneIsANotice() throws IOException {
        Given given = given("list-file: items.txt").file("items.txt", "a\nb\n");
        Source stored = given.freeze();
        Files.delete(folder.resolve("items.txt"));
        assertThat(notice(given, stored, List.of("a", "b")))
                .contains("list-file: items.txt: " + folder.resolve("items.txt")
                        + " is gone, or cannot be read; the job keeps the 2 items that were copied when it was made");
    }

    @Test
    void standardInputIsNotReadAgain() {
        Given given = given("list-file: -").standardInput("a\n");
        assertThat(notice(given, given.freeze(), List.of("a")).orElseThrow())
                .startsWith("list-file: -: standard input is not read again");
    }

    @Test
    void filesThatMatchNowOrNoMoreAreANotice() throws IOException {
        Given given = given("glob: *.txt").file("a.txt", "").file("c.txt", "").file("ü.txt", "");
        Source stored = given.freeze();
        given.file("b.txt", "").file("d.txt", "");
        Files.delete(folder.resolve("c.txt"));
        assertThat(notice(given, stored, List.of("a.txt", "c.txt", "ü.txt")))
                .contains(
                        "glob: *.txt: 2 files match now that are not in the job, and 1 of its files match no more; the job"
                                + " keeps the 3 items that it was made with");
    }

    @Test
    void aPatternThatMatchesNothingAnyMoreIsANotice() throws IOException {
        Given given = given("glob: *.txt").file("a.txt", "");
        Source stored = given.freeze();
        Files.delete(folder.resolve("a.txt"));
        assertThat(notice(given, stored, List.of("a.txt")).orElseThrow())
                .contains("0 files match now", "1 of its files");
    }

    @Test
    void aNameThatIsNoItemIsANoticeToo() {
        Given given = given("glob: *.txt").file("a.txt", "");
        Source stored = given.freeze();
        given.file("b\nc.txt", "");
        assertThat(notice(given, stored, List.of("a.txt")).orElseThrow())
                .contains("cannot be compared with the job", "line feed");
    }
}
