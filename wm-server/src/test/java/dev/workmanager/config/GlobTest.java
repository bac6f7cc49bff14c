package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @TempDir
    private Path folder;

    private Given files(String... paths) {
        Given given = Given.in(folder);
        for (String path : paths) {
            given.file(path, "");
        }
        return given;
    }

    private List<String> matches(String pattern) {
        return Given.in(folder).flag(ConfigKey.GLOB, pattern).items();
    }

    private List<String> problems(String pattern) {
        return Given.in(folder).config("glob: " + pattern).freezeProblems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.txt | a.txt b.txt c1.txt",
                "* | a.txt b.txt c1.txt d.md {x}",
                "?.txt | a.txt b.txt",
                "?.??? | a.txt b.txt",
                "[ab].txt | a.txt b.txt",
                "[!a].txt | b.txt",
                "[^a].txt | b.txt",
                "c[0-9].txt | c1.txt",
                "[]a-].txt | a.txt",
                "{b,a}.txt | a.txt b.txt",
                "{a,d}.{txt,md} | a.txt d.md",
                "{a,{b,c1}}.txt | a.txt b.txt c1.txt",
                "{,s/}a.txt | a.txt s/a.txt",
                "{a.txt,s/t/e.txt} | a.txt s/t/e.txt",
                "*/*.txt | s/a.txt",
                "s//*.txt | s/a.txt",
                "*/*/* | s/t/e.txt",
                "**/*.txt | a.txt b.txt c1.txt s/a.txt s/t/e.txt",
                "**/a.txt | a.txt s/a.txt",
                "s/** | s/a.txt s/t/e.txt",
                "s/**/e.txt | s/t/e.txt",
                "**/t/** | s/t/e.txt",
                "**/**/e.txt | s/t/e.txt",
                "** | a.txt b.txt c1.txt d.md s/a.txt s/t/e.txt {x}",
                "\\{x\\} | {x}",
                "\\a.t[x]t | a.txt",
                "{a,*}.txt | a.txt b.txt c1.txt",
            })
    void patterns(String pattern, String expected) {
        files("a.txt", "b.txt", "c1.txt", "d.md", "s/a.txt", "s/t/e.txt", "{x}", ".h.txt", "s/.h.txt", ".k/a.txt");
        assertThat(matches(pattern)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".*.txt | .h.txt",
                ".h.txt | .h.txt",
                "{.h,x}.txt | .h.txt",
                ".*/*.txt | .k/a.txt",
                ".k/** | .k/a.txt",
                "**/.h.txt | .h.txt s/.h.txt",
                "{*,.*}.txt | .h.txt v.txt",
            })
    void dotFilesMatchOnlyWhenNamed(String pattern, String expected) {
        files(".h.txt", "v.txt", "s/.h.txt", ".k/a.txt");
        assertThat(matches(pattern)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[.]h.txt", "?h.txt", "*h.txt", "[!a]h.txt"})
    void aDotIsNamedByADotOnly(String pattern) {
        files(".h.txt");
        assertThat(problems(pattern)).singleElement().asString().contains("no file matches");
    }

    @Test
    void aCharacterIsACodePoint() {
        files("ü.txt", "😀.txt", "ab.txt");
        assertThat(matches("?.txt")).containsExactly("ü.txt", "😀.txt");
        assertThat(matches("[a-😀].txt")).containsExactly("ü.txt", "😀.txt");
        assertThat(matches("😀*")).containsExactly("😀.txt");
    }

    @Test
    void pathsAreSortedByTheirUtf8Bytes() {
        // As UTF-16, the surrogates of the last one come before U+FF5E; '-' and '.' come before '/'.
        files("b", "a/x", "a-x", "a.x", "Z", "é", "\uff5e", "\ud83d\ude00");
        assertThat(matches("**")).containsExactly("Z", "a-x", "a.x", "a/x", "b", "é", "\uff5e", "\ud83d\ude00");
    }

    @Test
    void thePathAsMatchedIsTheData() {
        files("s/a.txt");
        assertThat(matches("./s/*.txt")).containsExactly("./s/a.txt");
        assertThat(matches("s/../s/*.txt")).containsExactly("s/../s/a.txt");
        assertThat(matches(folder + "/s/*.txt")).containsExactly(folder + "/s/a.txt");
    }

    @Test
    void patternsAreRelativeToTheFolderOfTheConfiguration() {
        Given given = files("etc/a.txt", "data/b.txt", "c.txt").at("etc/wm-config");
        assertThat(given.config("glob: **/*.txt").items()).containsExactly("a.txt");
        assertThat(given.config("glob: ../data/*").items()).containsExactly("../data/b.txt");
        assertThat(given.config("glob: ../**/*.txt").items())
                .containsExactly("../c.txt", "../data/b.txt", "../etc/a.txt");
    }

    @Test
    void patternsOfFlagsAreRelativeToTheCurrentFolder() {
        Given given = files("etc/a.txt", "c.txt").at("etc/wm-config").config("attempts: 1");
        assertThat(given.flag(ConfigKey.GLOB, "*.txt").items()).containsExactly("c.txt");
    }

    @Test
    void onlyRegularFilesMatch() throws Exception {
        files("a.txt");
        Files.createDirectory(folder.resolve("folder.txt"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.txt").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(matches("*.txt")).containsExactly("a.txt");
        assertThat(matches("{a,folder,pipe}.txt")).containsExactly("a.txt");
    }

    @Test
    void linksAreFollowed() throws IOException {
        files("s/a.txt");
        Files.createSymbolicLink(folder.resolve("b.txt"), Path.of("s/a.txt"));
        Files.createSymbolicLink(folder.resolve("t"), Path.of("s"));
        assertThat(matches("**")).containsExactly("b.txt", "s/a.txt", "t/a.txt");
        assertThat(matches("t/a.txt")).containsExactly("t/a.txt");
    }

    @Test
    void linksThatLeadNowhereMatchNothing() throws IOException {
        files("a.txt");
        Files.createSymbolicLink(folder.resolve("gone.txt"), Path.of("nowhere"));
        Files.createSymbolicLink(folder.resolve("self.txt"), Path.of("self.txt"));
        Files.createSymbolicLink(folder.resolve("no-folder.txt"), Path.of("a.txt/b"));
        assertThat(matches("**/*.txt")).containsExactly("a.txt");
        assertThat(matches("{a,gone,self,no-folder}.txt")).containsExactly("a.txt");
    }

    @Test
    void linksInACircleEnd() throws IOException {
        files("s/t/a.txt");
        Files.createSymbolicLink(folder.resolve("s/t/up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("s/t/here"), Path.of("."));
        Files.createSymbolicLink(folder.resolve("s/u"), Path.of("t"));
        assertThat(matches("**/a.txt")).containsExactly("s/t/a.txt", "s/u/a.txt");
        assertThat(matches("s/*/here/here/*.txt")).containsExactly("s/t/here/here/a.txt", "s/u/here/here/a.txt");
        assertThat(matches("s/t/up/**")).containsExactly("s/t/up/t/a.txt", "s/t/up/u/a.txt");
    }

    @Test
    void theFoldersOfDataAndResultsAreLeftOut() throws IOException {
        files("a.txt", "out/1.txt", "out/.part/2.txt", ".work-manager/3.txt", "s/out/4.txt");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("out"));
        assertThat(matches("**/*.txt")).containsExactly("a.txt", "s/out/4.txt");
        assertThat(matches("{.,s,s/..}/{out,link}/*.txt")).containsExactly("s/out/4.txt");
        assertThat(problems("{out,.work-manager}/*.txt"))
                .containsExactly("wm-config:1: glob: no file matches '{out,.work-manager}/*.txt' in " + folder
                        + "; the folders of data and results are not looked into");
    }

    @Test
    void aFileThatMatchesTwiceIsOneItem() {
        files("a.txt");
        assertThat(matches("{a,*,?}.{txt,t?t}")).containsExactly("a.txt");
    }

    @Test
    void noMatchIsAnError() {
        assertThat(problems("*.csv"))
                .containsExactly("wm-config:1: glob: no file matches '*.csv' in " + folder
                        + "; the folders of data and results are not looked into");
        assertThat(problems("none/*.csv")).hasSize(1);
    }

    @Test
    void aNameWithALineFeedIsAnError() {
        files("a\nb.txt", "c\nd/e.txt", "x\ny.csv");
        assertThat(problems("**/*.txt"))
                .containsExactlyInAnyOrder(
                        "wm-config:1: glob: the name of 'a\\u000ab.txt' has a line feed in it; rename it",
                        "wm-config:1: glob: the name of 'c\\u000ad/e.txt' has a line feed in it; rename it");
    }

    /** Makes a file whose name is bytes of any kind. */
    private void raw(String escaped) throws IOException {
        Path file = Path.of(URI.create(folder.toUri() + escaped));
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    @Test
    void aNameThatIsNotUtf8IsAnError() throws IOException {
        raw("caf%E9.txt");
        raw("f%FF/a.txt");
        raw("ok%EF%BF%BD.txt");
        String place = "wm-config:1: glob: the name of ";
        assertThat(problems("**/*.txt"))
                .containsExactlyInAnyOrder(
                        place + "'caf\ufffd.txt' is not UTF-8 (its bytes: " + folder + "/caf%E9.txt); rename it",
                        place + "'f\ufffd/a.txt' is not UTF-8 (its bytes: " + folder + "/f%FF/a.txt); rename it");
    }

    @Test
    void aNameThatIsNotUtf8AndDoesNotMatchIsNone() throws IOException {
        raw("caf%E9.txt");
        raw("ok%EF%BF%BD.txt");
        files("b.csv");
        assertThat(matches("*.csv")).containsExactly("b.csv");
        assertThat(matches("ok?.txt")).containsExactly("ok\ufffd.txt");
    }

    @Test
    void aNameThatCannotBeIsAProblemNotAMiss() {
        assertThat(problems("x".repeat(300)))
                .singleElement()
                .asString()
                .endsWith("cannot be looked at: File name too long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "**.txt | '**.txt' is not known here; ** stands alone between slashes: **/*.txt",
                "a**b/c | 'a**b' is not known here; ** stands alone between slashes: **/*.txt",
                "[a | '[a' has a [ that is not closed; write \\[ for the character itself",
                "[] | '[]' has a [ that is not closed; write \\[ for the character itself",
                "[a/b] | '[a' has a [ that is not closed; write \\[ for the character itself",
                "[z-a] | '[z-a]' has a range that goes down",
                "[[:alpha:]] | '[[:alpha:]' is not known here; write ranges, such as [a-z]",
                "a{b | 'a{b' has a { that is not closed; write \\{ for the character itself",
                "a}b | 'a}b' has a } without a {; write \\} for the character itself",
                "{1..9} | '{1..9}' has braces without a comma; write {a,b}, or \\{ for the character itself",
                "{[a,b]} | '{[a,b]}' has braces without a comma; write {a,b}, or \\{ for the character itself",
                "a\\ | 'a\\' ends with a \\ that escapes nothing; write \\\\ for the character itself",
                "s/ | 's/' can match folders only; items are files",
                "/ | '/' can match folders only; items are files",
                "{/a,b} | '{/a,b}' begins with a slash in some of its alternatives only",
            })
    void aPatternThatIsNoneIsRefusedWhenItIsRead(String pattern, String reason) {
        assertThat(Given.in(folder).config("glob: " + pattern).problems())
                .containsExactly("wm-config:1: glob: " + reason);
    }

    @Test
    void aPatternThatExplodesIsRefused() {
        String wide = "{a,b}".repeat(200);
        String deep = "{a,".repeat(1300) + "}".repeat(190);
        String large = "x".repeat(5000);
        assertThat(Given.in(folder).config("glob: " + wide).problems())
                .first()
                .asString()
                .contains("more than 1000");
        assertThat(Given.in(folder).config("glob: " + deep).problems())
                .first()
                .asString()
                .contains("not closed");
        assertThat(Given.in(folder).config("glob: " + large).problems())
                .first()
                .asString()
                .contains("longer than 4096");
    }

    @Test
    void starsDoNotTakeForEver() {
        files("a".repeat(200));
        assertThat(problems("*a".repeat(100) + "b")).hasSize(1);
    }

    @Test
    void manyFiles() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            names.add("s/" + (10_000 + i) + ".txt");
        }
        files(names.toArray(String[]::new));
        assertThat(matches("**/*.txt")).isEqualTo(names);
    }
}
