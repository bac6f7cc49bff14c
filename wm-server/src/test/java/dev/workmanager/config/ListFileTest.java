package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFileTest {
    @TempDir
    private Path folder;

    private Given given(String lines) {
        return Given.in(folder).config("list-file: items.txt\n").file("items.txt", lines);
    }

    @Test
    void linesAreTakenAsTheyAre() {
        assertThat(given(" a \n\n# b\n\t\nlist:\n").items()).containsExactly(" a ", "", "# b", "\t", "list:");
    }

    @Test
    void theNumberOfAnItemIsItsLine() {
        Source source = given("a\n\nc\n").freeze();
        assertThat(source).isEqualTo(new Source(Source.Kind.LIST_FILE, 1, 3, "list-file: items.txt"));
    }

    @Test
    void linesEndWithLfOrCrLfTheLastWithOrWithout() {
        assertThat(given("a\r\nb\n\r\nc").items()).containsExactly("a", "b", "", "c");
        assertThat(given("a\nb\n").items()).containsExactly("a", "b");
    }

    @Test
    void aCarriageReturnThatEndsNoLineIsData() {
        assertThat(given("a\rb\nc\r\r\nd\r").items()).containsExactly("a\rb", "c\r", "d\r");
    }

    @Test
    void oneEmptyLineIsAnItem() {
        assertThat(given("\n").items()).containsExactly("");
    }

    @Test
    void aFileWithoutALineIsRefused() {
        String file = folder.resolve("items.txt").toString();
        assertThat(given("").freezeProblems()).containsExactly(file + ": has no line, so there is no item");
        assertThat(given("\ufeff").freezeProblems()).containsExactly(file + ": has no line, so there is no item");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(given("\ufeffa\nb\n").items()).containsExactly("a", "b");
    }

    @Test
    void standardInputIsADash() {
        Given given = Given.in(folder).config("list-file: -\n").standardInput("a\n\nb");
        assertThat(given.items()).containsExactly("a", "", "b");
        assertThat(given.read().source().words()).isEqualTo("list-file: -");
        assertThat(Given.in(folder).config("list-file: -\n").freezeProblems())
                .containsExactly("standard input: has no line, so there is no item");
    }

    @Test
    void thePathIsRelativeToTheFolderOfTheConfiguration() {
        Given given = Given.in(folder).at("etc/wm-config").config("list-file: ../data/items.txt\n");
        assertThat(given.file("data/items.txt", "a\n").items()).containsExactly("a");
    }

    @Test
    void thePathOfAFlagIsRelativeToTheCurrentFolder() {
        Given given = Given.in(folder).at("etc/wm-config").config("attempts: 1\n");
        assertThat(given.file("items.txt", "a\n")
                        .flag(ConfigKey.LIST_FILE, "items.txt")
                        .items())
                .containsExactly("a");
    }

    @Test
    void aFileThatIsMissingIsNamedWithWhoNamesIt() {
        assertThat(Given.in(folder).config("\nlist-file: none.txt\n").freezeProblems())
                .containsExactly(folder.resolve("none.txt") + ": cannot be read: there is no such file; it is named by"
                        + " wm-config:2, and found relative to " + folder);
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(Given.in(folder).config("list-file: .\n").freezeProblems())
                .singleElement()
                .asString()
                .contains("cannot be read: Is a directory");
    }

    @Test
    void whatIsNoTextIsRefusedWithItsLine() throws IOException {
        Given given = given("");
        Files.write(folder.resolve("items.txt"), new byte[] {'a', '\n', 'b', (byte) 0xff, '\n', 0, '\n'});
        String file = folder.resolve("items.txt").toString();
        assertThat(given.freezeProblems())
                .containsExactly(
                        file + ":2: the line is not UTF-8: byte 2 is 0xff; save the file as UTF-8",
                        file + ":3: byte 1 of the line is U+0000, which no item may hold");
    }

    @Test
    void utf16IsCalledByItsName() throws IOException {
        Given given = given("");
        Files.write(folder.resolve("items.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0, '\n', 0});
        assertThat(given.freezeProblems())
                .containsExactly(folder.resolve("items.txt") + ": is UTF-16, it seems; save it as UTF-8");
    }

    @Test
    void aListThatCannotBeWrittenIsNoProblemOfTheConfiguration() {
        ItemSource source = given("a\n").read().source();
        assertThatThrownBy(() -> source.freeze(() -> {
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void aHundredProblemsAreShownAndTheRestCounted() throws IOException {
        Given given = given("");
        byte[] bytes = new byte[5000];
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = (byte) 0xff;
            bytes[i + 1] = '\n';
        }
        Files.write(folder.resolve("items.txt"), bytes);
        assertThat(given.freezeProblems()).hasSize(100);
        assertThatThrownBy(given::freeze).hasMessageEndingWith("\nand 2400 more");
    }

    @Test
    void twoHundredThousandLines() {
        List<String> lines =
                IntStream.range(0, 200_000).mapToObj(Integer::toString).toList();
        assertThat(given(lines.stream().collect(Collectors.joining("\n"))).items())
                .isEqualTo(lines);
    }
}
