package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.HandedItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands for what. The table of paths is what GNU parallel 20221122 gives for them. */
final class PlaceholderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #{}          | {/}         | {//}    | {.}         | {/.}
            foo.jpg      | foo.jpg     | .       | foo         | foo
            dir/foo.jpg  | foo.jpg     | dir     | dir/foo     | foo
            sub.dir/foo  | foo         | sub.dir | sub.dir/foo | foo
            sub.d/.hidden| .hidden     | sub.d   | sub.d/      | ''
            .hidden      | .hidden     | .       | ''          | ''
            dir/         | ''          | .       | dir/        | ''
            dir//        | ''          | .       | dir//       | ''
            dir/sub/     | ''          | dir     | dir/sub/    | ''
            dir.d/       | ''          | .       | dir.d/      | ''
            /            | ''          | /       | /           | ''
            /foo         | foo         | /       | /foo        | foo
            //foo        | foo         | /       | //foo       | foo
            a//b.c       | b.c         | a       | a//b        | b
            foo.         | foo.        | .       | foo         | foo
            a.b.         | a.b.        | .       | a.b         | a.b
            foo.tar.gz   | foo.tar.gz  | .       | foo.tar     | foo.tar
            ..           | ..          | .       | .           | .
            ../x.y       | x.y         | ..      | ../x        | x
            a/..         | ..          | a       | a/.         | .
            plain        | plain       | .       | plain       | plain
            x. y         | x. y        | .       | x           | x
            ''           | ''          | .       | ''          | ''
            """)
    void pathsAreTakenApartAsInGnuParallel(String data, String name, String folder, String stem, String nameStem) {
        assertThat(fill(item(5, 5, data), 0, "{}", "{/}", "{//}", "{.}", "{/.}"))
                .containsExactly("c", data, name, folder, stem, nameStem);
    }

    @Test
    void aPathOfSeveralLinesIsOnePath() {
        assertThat(fill(item(1, 1, "a\nb/c.d\ne.f\n"), 0, "{/}", "{//}", "{.}"))
                .containsExactly("c", "c.d\ne.f\n", "a\nb", "a\nb/c.d\ne");
    }

    @Test
    void withoutDataTheIdIsTakenApart() {
        assertThat(fill(item(17, 0, null), 0, "{}", "{/}", "{//}", "{.}", "{/.}", "{data}"))
                .containsExactly("c", "17", "17", ".", "17", "17", "");
    }

    @Test
    void whatIsCountedCountsFromOne() {
        assertThat(fill(item(17, 0, "x"), 0, "{#} {%} {id}")).containsExactly("c", "1 1 17");
        assertThat(fill(item(17, 41, "x"), 3, "{#}{%}")).containsExactly("c", "424");
    }

    @Test
    void oneOfThemKeepsTheItemFromBeingAppended() {
        for (Placeholder place : Placeholder.values()) {
            assertThat(fill(item(3, 2, "d/a.b"), 0, place.word())).hasSize(2);
            assertThat(fill(item(3, 2, "d/a.b"), 0, "$" + place.word()))
                    .containsExactly("c", "$" + place.word(), "3", "d/a.b");
        }
    }

    @Test
    void whatAnItemBringsInIsNotLookedAtAgain() {
        String all = "{id}{data}{}{#}{%}{/}{//}{.}{/.}";
        assertThat(fill(item(3, 2, all), 0, "{}")).containsExactly("c", all);
        assertThat(fill(item(3, 2, "{#}/{%}.{id}"), 0, "{/}{//}{.}")).containsExactly("c", "{%}.{id}{#}{#}/{%}");
    }

    private static List<String> fill(HandedItem item, int slot, String... arguments) {
        List<String> command = new ArrayList<>(List.of("c"));
        command.addAll(List.of(arguments));
        return new CommandTemplate(command, Pass.ARGS).forItem(item, slot);
    }

    private static HandedItem item(long id, long index, @Nullable String data) {
        return new HandedItem("t", "default", id, index, data, 1, 3, 30_000, null);
    }
}
