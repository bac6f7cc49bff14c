package dev.workmanager.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workmanager.protocol.HandedItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandTemplateTest {
    private static final HandedItem NUMBER = item(17, null);
    private static final HandedItem LINE = item(3, "ages_26_50.txt");

    @Test
    void withoutAPlaceIdAndDataComeLast() {
        assertThat(fill(Pass.ARGS, NUMBER, "./crunch.sh", "-x")).containsExactly("./crunch.sh", "-x", "17");
        assertThat(fill(Pass.ARGS, LINE, "./crunch.sh")).containsExactly("./crunch.sh", "3", "ages_26_50.txt");
        assertThat(fill(Pass.ARGS, item(3, ""), "./crunch.sh")).containsExactly("./crunch.sh", "3", "");
    }

    @Test
    void byTheEnvironmentAloneNothingIsAppended() {
        assertThat(fill(Pass.ENV, LINE, "./crunch.sh", "-x")).containsExactly("./crunch.sh", "-x");
        assertThat(fill(Pass.ENV, LINE, "./crunch.sh", "{id}")).containsExactly("./crunch.sh", "3");
    }

    @Test
    void placesAreFilledWhereverTheyStandAndNothingIsAppended() {
        assertThat(fill(Pass.ARGS, LINE, "{data}", "--in={data}", "{id}{id}", "a{}b", "plain"))
                .containsExactly("ages_26_50.txt", "--in=ages_26_50.txt", "33", "aages_26_50.txtb", "plain");
    }

    @Test
    void withoutDataTheEmptyPlaceIsTheIdAndTheOtherIsEmpty() {
        assertThat(fill(Pass.ARGS, NUMBER, "c", "{}", "<{data}>")).containsExactly("c", "17", "<>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${id}", "$${id}", "${}", "${data}", "{ id }", "{ID}", "${#}", "${/}", "${.}", "{...}", "{1}", "{", "}",
                "{x}", "{{x}}"
            })
    void whatIsTheShellsOrNobodysStays(String word) {
        assertThat(fill(Pass.ARGS, NUMBER, "c", word)).containsExactly("c", word, "17");
    }

    @Test
    void whatAnItemBringsInIsNotLookedAtAgain() {
        assertThat(fill(Pass.ARGS, item(3, "{id} {} {data} $1 \\1 ${id}"), "c", "{data}|{}"))
                .containsExactly("c", "{id} {} {data} $1 \\1 ${id}|{id} {} {data} $1 \\1 ${id}");
        assertThat(fill(Pass.ARGS, item(3, "$"), "c", "{data}{id}")).containsExactly("c", "$3");
    }

    @Test
    void bracesWithinBraces() {
        assertThat(fill(Pass.ARGS, NUMBER, "c", "{{id}}", "awk {print} {}"))
                .containsExactly("c", "{17}", "awk {print} 17");
    }

    @Test
    void aProgramThatAnItemNamesIsNotKnownBefore() {
        assertThat(new CommandTemplate(List.of("{data}"), Pass.ARGS).program()).isEmpty();
        assertThat(new CommandTemplate(List.of("sh", "{data}"), Pass.ARGS).program())
                .contains("sh");
    }

    @ParameterizedTest
    @CsvSource({
        "sh, -c, cat {data}, true",
        "/bin/bash, -ec, cat '{}', true",
        "sh, -c, cat {.}, true",
        "sh, -c, cat {/}, true",
        "sh, -c, cat {//}/x, true",
        "sh, -c, cat {/.}, true",
        "sh, -c, echo {#} {%}, false",
        "sh, -c, echo {id}, false",
        "sh, -c, 'cat \"$WM_DATA\"', false",
        "sh, -c, 'cat ${data}', false",
        "sh, -e, {data}, false",
        "python3, -c, print({data}), false",
    })
    void dataInAShellsScriptGetAWarning(String shell, String option, String script, boolean warned) {
        List<String> command = List.of("env", "X=1", shell, option, script);
        assertThat(new CommandTemplate(command, Pass.ARGS).warning().isPresent())
                .isEqualTo(warned);
        if (warned) {
            assertThat(new CommandTemplate(command, Pass.ARGS).warning().orElseThrow())
                    .contains("\"$WM_DATA\"");
        }
    }

    private static List<String> fill(Pass pass, HandedItem item, String... command) {
        return new CommandTemplate(List.of(command), pass).forItem(item, 0);
    }

    private static HandedItem item(long id, @org.jspecify.annotations.Nullable String data) {
        return new HandedItem("t", "default", id, id, data, 1, 3, 30_000, null);
    }
}
