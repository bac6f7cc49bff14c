package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of workers and jobs, and hashes. */
final class IdentitiesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "w-1.A_b", "0123456789abcdef"})
    void aWorkerChoosesItsIdFreely(String text) {
        assertThat(new WorkerId(text).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a:b", "ü", "a\n", "a\u0000", "١"})
    void butNotWithOtherCharacters(String text) {
        assertThatThrownBy(() -> new WorkerId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a worker id has 1 to 64 characters out of A-Z a-z 0-9 . _ -");
    }

    @Test
    void norLongerThan64() {
        assertThat(new WorkerId("a".repeat(64)).text()).hasSize(64);
        assertThatThrownBy(() -> new WorkerId("a".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void aJobIdReadsWhatItWrites(long bits) {
        assertThat(new JobId(bits).toString()).matches("[0-9a-f]{16}");
        assertThat(JobId.parse(new JobId(bits).toString())).isEqualTo(new JobId(bits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "000000000000002", "00000000000000042", "00000000000000zz", "-000000000000042"})
    void aJobIdIsNothingElse(String text) {
        assertThatThrownBy(() -> JobId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHashReadsWhatItWrites() {
        String hex = "00ff".repeat(8) + "80".repeat(16);
        assertThat(Hash.parse(hex).toString()).isEqualTo(hex);
        assertThat(Hash.parse(hex))
                .isEqualTo(
                        new Hash(0x00ff00ff00ff00ffL, 0x00ff00ff00ff00ffL, 0x8080808080808080L, 0x8080808080808080L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz"})
    void aHashIsNothingElse(String hex) {
        assertThatThrownBy(() -> Hash.parse(hex)).isInstanceOf(IllegalArgumentException.class);
    }
}
