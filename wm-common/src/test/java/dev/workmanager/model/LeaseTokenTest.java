package dev.workmanager.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeaseTokenTest {
    @Test
    void hasOneSpelling() {
        LeaseToken token = new LeaseToken(new JobId(0xab), 17, 2, 0xdeadbeef);
        assertThat(token.toString()).isEqualTo("00000000000000ab-17-2-deadbeef");
        assertThat(LeaseToken.parse("00000000000000ab-17-2-deadbeef")).contains(token);
    }

    @Test
    void readsWhatItWrites() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            LeaseToken token = new LeaseToken(
                    new JobId(random.nextLong()),
                    random.nextLong() >>> 1 >>> random.nextInt(63),
                    random.nextInt() >>> 1 >>> random.nextInt(31),
                    random.nextInt());
            assertThat(LeaseToken.parse(token.toString())).contains(token);
            assertThat(token.toString()).matches("[0-9a-f]{16}-[0-9]+-[0-9]+-[0-9a-f]{8}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "---",
                "00000000000000ab-17-2",
                "00000000000000ab-17-2-deadbeef-",
                "00000000000000ab-17-2-deadbeef ",
                "00000000000000AB-17-2-deadbeef",
                "00000000000000ab-17-2-DEADBEEF",
                "00000000000000ab-017-2-deadbeef",
                "00000000000000ab-+17-2-deadbeef",
                "00000000000000ab--17-2-deadbeef",
                "00000000000000ab-١٧-2-deadbeef",
                "00000000000000ab-17--deadbeef",
                "00000000000000ab-17-2-eadbeef",
                "00000000000000ab-17-2-",
                "ab-17-2-deadbeef",
                "00000000000000ab-9223372036854775808-2-deadbeef",
                "00000000000000ab-17-2147483648-deadbeef",
                "../../../../../../etc/passwd"
            })
    void takesNothingElseForAToken(String text) {
        assertThat(LeaseToken.parse(text)).isEmpty();
    }

    @Test
    void takesNothingLongForAToken() {
        assertThat(LeaseToken.parse("-".repeat(1 << 20))).isEmpty();
    }
}
