package dev.workmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.terminal.Ink;
import dev.workmanager.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TableTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Table table(int columns, View.Column... heads) {
        return new Table(
                new Surroundings(
                        InputStream.nullInputStream(),
                        new Output(out),
                        true,
                        new Ink(false),
                        columns,
                        new Terminal(new PrintStream(OutputStream.nullOutputStream()), false, false, 80),
                        Map.of(),
                        InstantSource.system(),
                        () -> 0,
                        new Random(1),
                        ZoneOffset.UTC,
                        List::of),
                Arrays.asList(heads));
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void alignsByWhatIsSeenOfAText() {
        Table table = table(Terminal.ENDLESS, View.Column.left("NAME"), View.Column.right("N"));
        table.row(List.of(Cell.of("日本語"), Cell.number(1)));
        table.row(List.of(Cell.of("e\u0301t\u00e9"), Cell.number(1_000)));
        table.row(List.of(Cell.of("👍🏽"), Cell.number(20)));
        table.end();
        assertThat(written()).isEqualTo("NAME        N\n日本語      1\ne\u0301t\u00e9     1,000\n👍🏽       20\n");
    }

    @Test
    void cutsTheLastColumnWhereTheLineEnds() {
        Table table = table(20, View.Column.left("A"), View.Column.left("B"));
        table.row(List.of(Cell.of("x"), Cell.of("0123456789abcdefghij")));
        table.row(List.of(Cell.of("x"), Cell.of("日本語日本語日本語日本語")));
        table.end();
        assertThat(written()).isEqualTo("A  B\nx  0123456789abcdef…\nx  日本語日本語日本…\n");
    }

    @Test
    void leavesOutAColumnInWhichNothingStands() {
        Table table = table(80, View.Column.left("A"), View.Column.left("B"), View.Column.left("C"));
        table.row(List.of(Cell.of("x"), Cell.EMPTY, Cell.of("y")));
        table.end();
        assertThat(written()).isEqualTo("A  C\nx  y\n");
    }

    @Test
    void saysNothingOfNoRows() {
        table(80, View.Column.left("A")).end();
        assertThat(written()).isEmpty();
    }

    @Test
    void writesManyRowsAsTheyCome() {
        Table table = table(80, View.Column.left("A"), View.Column.left("B"));
        for (int i = 0; i < 100_000; i++) {
            table.row(List.of(Cell.of("item " + i), Cell.of("x")));
        }
        assertThat(out.size()).isGreaterThan(1_000_000);
    }

    @Test
    void aFieldOfCsvIsNoFormulaAndNoSecondField() {
        assertThat(Csv.row(Arrays.asList("a,b", "say \"x\"", "1\n2", null, -5L, "=1+1", "-x", "@y", "plain")))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"1\n2\",,-5,'=1+1,'-x,'@y,plain");
    }
}
