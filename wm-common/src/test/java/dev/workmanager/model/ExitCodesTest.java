package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 2",
                "2,64-78 | 2,64-78",
                "64 - 78 , 2 | 2,64-78",
                "1-255 | 1-255",
                "3,1,2 | 1-3",
                "10-20,15-30,31,40 | 10-31,40",
                "10-30,15 | 10-30",
                "007 | 7",
            })
    void wordsBothWays(String text, String plain) {
        assertThat(ExitCodes.parse(text)).hasToString(plain).isEqualTo(ExitCodes.parse(plain));
    }

    @Test
    void bothEndsBelongToARange() {
        ExitCodes codes = ExitCodes.parse("2,64-78");
        assertThat(List.of(2, 64, 70, 78)).allMatch(codes::contains);
        assertThat(List.of(0, 1, 3, 63, 79, -9)).noneMatch(codes::contains);
        assertThat(ExitCodes.NONE.contains(1)).isFalse();
        assertThat(ExitCodes.NONE).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "1,", "a", "-1", "1-2-3", "1;2", "1000", "٣"})
    void anythingElseIsRefusedWithAReason(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExitCodes.parse(text))
                .withMessage("'" + text + "' are no exit codes; write codes and ranges of them, such as 2,64-78");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "256", "0-5", "9-3", "250-300"})
    void aCodeOfAFailureIsFrom1To255(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExitCodes.parse(text))
                .withMessageStartingWith("exit codes of failures go from 1 to 255, and ranges go up, not ");
    }
}
