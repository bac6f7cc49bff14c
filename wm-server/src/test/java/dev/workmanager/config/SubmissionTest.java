package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job over HTTP may say. */
class SubmissionTest {
    private static final SubmittedKey RANGE = SubmittedKey.of("numeric", "0-999");

    @Test
    void aRangeWithAPolicy() throws IOException {
        JobConfig config = SubmissionReader.read(List.of(RANGE, SubmittedKey.of("attempts", "5")));
        assertThat(config.policy()).isEqualTo(Policy.DEFAULT.withAttempts(5));
        assertThat(config.source().freeze(new CollectedItems()::open)).isEqualTo(Source.numeric(0, 999));
    }

    @Test
    void linesAsOneTextOrAsMany() throws IOException {
        for (SubmittedKey list :
                List.of(SubmittedKey.of("list", "a\n\n b \n"), new SubmittedKey("list", List.of("a", " b")))) {
            CollectedItems items = new CollectedItems();
            SubmissionReader.read(List.of(list)).source().freeze(items::open);
            assertThat(items.items()).containsExactly("a", "b");
        }
    }

    @Test
    void theItemsOfAnUploadNeedNoSource() {
        assertThat(SubmissionReader.readPolicy(List.of())).isEqualTo(Policy.DEFAULT);
        assertThat(SubmissionReader.readPolicy(List.of(SubmittedKey.of("attempts", "1"))))
                .isEqualTo(Policy.DEFAULT.withAttempts(1));
    }

    @ParameterizedTest
    @EnumSource
    void noKeyThatIsASourceStandsBesideAnUpload(ConfigKey key) {
        if (key.isSource()) {
            assertThat(uploadProblems(SubmittedKey.of(key.text(), key.example())))
                    .singleElement()
                    .asString()
                    .startsWith(key.text() + ": ");
        } else {
            assertThat(SubmissionReader.readPolicy(List.of(SubmittedKey.of(key.text(), key.example()))))
                    .isNotEqualTo(Policy.DEFAULT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-file", "glob"})
    void noFileOfTheManagersMachine(String key) {
        assertThat(problems(SubmittedKey.of(key, "/etc/passwd")))
                .containsExactly(key + ": this would name files on the manager's machine; upload their lines instead,"
                        + " or give them as 'list'");
    }

    @Test
    void allThatIsWrongAtOnceInItsOrder() {
        assertThat(problems(
                        SubmittedKey.of("atempts", "1"),
                        SubmittedKey.of("backoff", "5"),
                        SubmittedKey.of("numeric", "9-0"),
                        new SubmittedKey("attempts", List.of("1", "2")),
                        SubmittedKey.of("list", "a")))
                .containsExactly(
                        "atempts: unknown key; did you mean 'attempts'?",
                        "backoff: '5' has no unit: write a number and a unit, as 500ms, 30s, 10m, 2h or 1d",
                        "numeric: '9-0' goes down; write 0-9",
                        "attempts: it has more than one value; remove all but one",
                        "list: a job has exactly one source, and there is numeric already; remove one of them");
    }

    @Test
    void aKeyThatComesTwiceHasTwoValues() {
        assertThat(problems(RANGE, RANGE))
                .first()
                .asString()
                .isEqualTo("numeric: it has more than one value; remove all but one");
    }

    @Test
    void thereIsASource() {
        assertThat(problems(SubmittedKey.of("attempts", "1")))
                .singleElement()
                .asString()
                .startsWith("submission: there is no source of items; add one of the keys numeric")
                .endsWith("list, or upload lines");
        assertThat(problems(new SubmittedKey("list", List.of())))
                .containsExactly("list: there is no item; write one on each line");
    }

    @Test
    void theKeysThatAreOfferedAreThoseThatMayStand() {
        assertThat(problems(RANGE, SubmittedKey.of("colour", "red")))
                .singleElement()
                .asString()
                .startsWith("colour: unknown key; the keys are numeric, ")
                .doesNotContain("glob", "list-file");
        assertThat(uploadProblems(SubmittedKey.of("numerik", "0-9")))
                .singleElement()
                .asString()
                .doesNotContain("numeric");
    }

    private static List<String> problems(SubmittedKey... keys) {
        return messages(catchThrowableOfType(
                ConfigException.class,
                () -> SubmissionReader.read(Stream.of(keys).toList())));
    }

    private static List<String> uploadProblems(SubmittedKey... keys) {
        return messages(catchThrowableOfType(
                ConfigException.class,
                () -> SubmissionReader.readPolicy(Stream.of(keys).toList())));
    }

    private static List<String> messages(ConfigException e) {
        return e.problems().stream().map(Problem::toString).toList();
    }
}
