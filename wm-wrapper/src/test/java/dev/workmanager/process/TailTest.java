package dev.workmanager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TailTest {
    @Test
    void whatIsShortIsTheWhole() {
        assertThat(tail(10, "")).isEmpty();
        assertThat(tail(10, "ünï ❤")).isEqualTo("ünï ❤");
    }

    @Test
    void ofWhatIsLongTheEndIsKept() {
        assertThat(tail(5, "0123456789".repeat(1_000))).isEqualTo("56789");
        assertThat(tail(5, "ä".repeat(1_000) + "xyz")).isEqualTo("ääxyz");
        assertThat(tail(5, "€".repeat(1_000))).isEqualTo("€€€€€");
    }

    @Test
    void aPairOfSurrogatesIsNotTornApart() {
        assertThat(tail(5, "😀".repeat(1_000))).isEqualTo("😀😀");
        assertThat(tail(4, "😀".repeat(1_000))).isEqualTo("😀😀");
    }

    @Test
    void theBlocksInWhichItComesMakeNoDifference() {
        Random random = new Random(1);
        String text = "line ü € 😀\n".repeat(500);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Tail tail = new Tail(100);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(700));
            tail.add(java.util.Arrays.copyOfRange(bytes, at, at + length), length);
            at += length;
        }
        assertThat(tail.text()).isEqualTo(text.substring(text.length() - 100));
    }

    @Test
    void whatIsNoTextBecomesReplacements() {
        Tail tail = new Tail(10);
        tail.add(new byte[] {'a', (byte) 0xff, 0, (byte) 0x80, 'b'}, 5);
        assertThat(tail.text()).isEqualTo("a\ufffd\ufffd\ufffdb");
    }

    private static String tail(int chars, String text) {
        Tail tail = new Tail(chars);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tail.add(bytes, bytes.length);
        return tail.text();
    }
}
