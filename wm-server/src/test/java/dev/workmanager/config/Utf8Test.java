package dev.workmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    /** What the run-time library says. */
    private static int expected(byte[] bytes) {
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        boolean bad =
                StandardCharsets.UTF_8.newDecoder().decode(input, chars, true).isError();
        String good = chars.flip().toString();
        int zero = good.indexOf('\0');
        if (zero >= 0) {
            return good.substring(0, zero).getBytes(StandardCharsets.UTF_8).length;
        }
        return bad ? input.position() : -1;
    }

    @Test
    void agreesWithTheLibraryOnEveryCharacter() {
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                assertThat(Utf8.fault(bytes, 0, bytes.length)).isEqualTo(-1);
            }
        }
    }

    @Test
    void agreesWithTheLibraryOnEveryPairAndManyMoreBytes() {
        for (int pair = 0; pair < 1 << 16; pair++) {
            check(new byte[] {(byte) (pair >> 8), (byte) pair});
        }
        Random random = new Random(1);
        byte[] likely = {'a', (byte) 0x80, (byte) 0xbf, (byte) 0xc2, (byte) 0xe0, (byte) 0xa0, (byte) 0xed, (byte) 0x9f
        };
        byte[] rare = {(byte) 0xf0, (byte) 0x90, (byte) 0xf4, (byte) 0x8f, (byte) 0xf5, (byte) 0xc0, (byte) 0xff, 0};
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(7)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = random.nextInt(3) > 0 ? likely[random.nextInt(8)] : rare[random.nextInt(8)];
            }
            check(bytes);
        }
    }

    private static void check(byte[] bytes) {
        assertThat(Utf8.fault(bytes, 0, bytes.length)).as("%s", bytes).isEqualTo(expected(bytes));
    }
}
