package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Numbers that stand in data files: those of a released version never change. */
final class DataCodesTest {
    @Test
    void theEndsOfAttempts() {
        assertThat(Arrays.stream(AttemptEnd.values()).map(end -> end.code() + " " + end.word()))
                .startsWith(
                        "1 done",
                        "2 failed",
                        "3 timed-out",
                        "4 lost",
                        "5 released",
                        "6 given-back",
                        "7 killed",
                        "8 superseded");
        assertThat(AttemptEnd.values()).allMatch(end -> AttemptEnd.ofCode(end.code()) == end);
        assertThatThrownBy(() -> AttemptEnd.ofCode(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKindsOfSources() {
        assertThat(Arrays.stream(Source.Kind.values()).map(kind -> kind.code() + " " + kind))
                .startsWith("1 NUMERIC", "2 LIST", "3 LIST_FILE", "4 GLOB");
        assertThat(Source.Kind.values()).allMatch(kind -> Source.Kind.ofCode(kind.code()) == kind);
        assertThatThrownBy(() -> Source.Kind.ofCode(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
