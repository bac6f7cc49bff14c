package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workmanager.model.Source;
import dev.workmanager.store.ItemList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListTest {
    @TempDir
    private Path folder;

    private Given given(String text) {
        return Given.in(folder).config(text);
    }

    @Test
    void itemsAreTheLinesBelow() {
        Given given = given("list:\nages_under_18.txt\nages_18_25.txt\n");
        assertThat(given.items()).containsExactly("ages_under_18.txt", "ages_18_25.txt");
    }

    @Test
    void itemsAreNumberedFromOne() {
        Source source = given("list:\na\nb\n").freeze();
        assertThat(source.kind()).isEqualTo(Source.Kind.LIST);
        assertThat(source.first()).isEqualTo(1);
        assertThat(source.count()).isEqualTo(2);
    }

    @Test
    void whateverStandsBelowIsData() {
        Given given = given("list:\nlist:\nnumeric: 1-2\n# x\nattempts: 3\n");
        assertThat(given.items()).containsExactly("list:", "numeric: 1-2", "# x", "attempts: 3");
        assertThat(given.read().policy().attempts()).isEqualTo(3);
    }

    @Test
    void otherKeysStandBefore() {
        Given given = given("attempts: 7\nlist:\na\n");
        assertThat(given.read().policy().attempts()).isEqualTo(7);
        assertThat(given.items()).containsExactly("a");
    }

    @Test
    void blanksAreCutAndBlankLinesSkipped() {
        assertThat(given("list:\n\n  a b\t\n \t \n\tc\n\n").items()).containsExactly("a b", "c");
    }

    @Test
    void otherWhiteSpaceIsData() {
        assertThat(given("list:\n\u00a0a\u3000\n").items()).containsExactly("\u00a0a\u3000");
    }

    @Test
    void linesEndWithCrLfToo() {
        assertThat(given("list:\r\na\r\n\r\nb\r\n").items()).containsExactly("a", "b");
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(given("list:\na\nb").items()).containsExactly("a", "b");
        assertThat(given("list:\na\nb\r").items()).containsExactly("a", "b");
    }

    @Test
    void theKeyMayBeIndentedAndCommented() {
        assertThat(given("# what to crunch\n\n   list:   \n   # a\n").items()).containsExactly("# a");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(given("\ufefflist:\na\n").items()).containsExactly("a");
    }

    @Test
    void aLineOfAMebibyteIsFine() {
        String item = "ü".repeat(ItemList.MAX_BYTES / 2);
        assertThat(given("list:\n" + item + "\r\nx\n" + item).items()).containsExactly(item, "x", item);
    }

    @Test
    void aLongerLineIsRefusedWithItsNumber() {
        String tooLong = "x".repeat(ItemList.MAX_BYTES + 1);
        String muchTooLong = "x".repeat(5 * ItemList.MAX_BYTES);
        assertThat(given("list:\na\n" + tooLong + "\nb\n" + muchTooLong + "\n" + tooLong)
                        .problems())
                .containsExactly(
                        "wm-config:3: the line is longer than 1048576 bytes",
                        "wm-config:5: the line is longer than 1048576 bytes",
                        "wm-config:6: the line is longer than 1048576 bytes");
    }

    @Test
    void whatIsNoTextIsRefusedWithItsLine() {
        byte[] latin1 = "list:\na\ncaf\u00e9\nb\0\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Given.in(folder).config(latin1).problems())
                .containsExactly(
                        "wm-config:3: the line is not UTF-8: byte 4 is 0xe9; save the file as UTF-8",
                        "wm-config:4: byte 2 of the line is U+0000, which no item may hold");
    }

    @Test
    void nothingButBlankLinesIsNoList() {
        assertThat(given("attempts: 2\nlist:\n \n\n").problems())
                .containsExactly("wm-config:2: list: there is no item; write one on each line");
    }

    @Test
    void anItemBesideTheKeyIsRefused() {
        assertThat(given("list: a\nb\n").problems())
                .containsExactly(
                        "wm-config:1: list: 'a' does not belong here; the items stand on the lines below, one on each");
    }

    @Test
    void theWordsTellAChangedList() {
        String words = given("list:\na\nb\n").read().source().words();
        assertThat(words).matches("list: 2 lines, sha256 [0-9a-f]{16}");
        assertThat(given("# new\r\n list:\r\n\r\n a \r\nb").read().source().words())
                .isEqualTo(words);
        assertThat(given("list:\nb\na\n").read().source().words()).isNotEqualTo(words);
        assertThat(given("list:\nab\n").read().source().words()).startsWith("list: 1 line, sha256 ");
    }

    @Test
    void aFileThatChangesBetweenCheckAndFreezeIsNoticed() {
        ItemSource source = given("list:\na\nb\n").read().source();
        given("list:\na\nc\n");
        assertThatThrownBy(() -> source.freeze(new CollectedItems()::open))
                .isInstanceOf(ConfigException.class)
                .hasMessage("wm-config:1: the list changed while it was read; start again");
    }

    @Test
    void aConfigurationFromAPipeIsReadOnce() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = new Thread(() -> given("").at("pipe").config("list:\na\nb\n"));
        writer.start();
        assertThat(Given.in(folder).at("pipe").named().items()).containsExactly("a", "b");
        writer.join();
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyItemsComeBackAsTheyWere(long seed) {
        Random random = new Random(seed);
        List<String> items = new ArrayList<>();
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "attempts: 1\n" : "").append("list:\n");
        int count = 1 + random.nextInt(50);
        for (int i = 0; i < count; i++) {
            items.add(item(random));
            text.append(blanks(random)).append(items.get(i)).append(blanks(random));
            text.append(random.nextInt(4) == 0 ? "\r\n" : "\n").append(random.nextInt(5) == 0 ? " \n" : "");
        }
        assertThat(given(text.toString()).items()).isEqualTo(items);
        String lines = text.substring(text.indexOf("list:\n") + 6);
        assertThat(Given.in(folder).flag(ConfigKey.LIST, lines).items()).isEqualTo(items);
    }

    private static String blanks(Random random) {
        return " \t".repeat(random.nextInt(3));
    }

    /** Text without a line feed, that neither begins nor ends with a blank, now and then across the buffer's end. */
    private static String item(Random random) {
        int length = random.nextInt(40) == 0 ? 60_000 + random.nextInt(20_000) : 1 + random.nextInt(20);
        StringBuilder item = new StringBuilder("<");
        random.ints(length, 1, 0x3000)
                .map(c -> c % 3 == 0 ? 0x1f600 + c % 50 : c % 3 == 1 ? 0x20 + c % 95 : c)
                .filter(c -> c != '\n')
                .forEach(item::appendCodePoint);
        return item.append('>').toString();
    }

    @Test
    void twoHundredThousandLines() throws Exception {
        StringBuilder text = new StringBuilder("list:\n");
        LongStream.range(0, 200_000)
                .forEach(i -> text.append("pages/").append(i).append(".txt\n"));
        Files.writeString(folder.resolve("wm-config"), text);
        List<String> items = Given.in(folder).items();
        assertThat(items).hasSize(200_000);
        assertThat(items.get(199_999)).isEqualTo("pages/199999.txt");
    }
}
