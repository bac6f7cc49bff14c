package dev.workmanager.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Results taken into memory, from where they lie. */
class ResultSourceTest {
    private byte[] there = "the whole result".getBytes(StandardCharsets.UTF_8);

    private final ResultSource result = new ResultSource() {
        @Override
        public long size() {
            return 16;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            int length = (int) Math.min(5, there.length - position);
            if (length <= 0) {
                throw new IOException("it has " + there.length + " bytes now");
            }
            into.put(there, (int) position, length);
            return length;
        }
    };

    @Test
    void whatIsInMemoryOutlivesWhatItLayIn() throws IOException {
        ResultSource kept = result.inMemory();
        there = new byte[0];
        ByteBuffer all = ByteBuffer.allocate(16);
        assertThat(kept.size()).isEqualTo(16);
        assertThat(kept.read(all, 0)).isEqualTo(16);
        assertThat(all.array()).isEqualTo("the whole result".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void halfOfItIsNotTakenForTheWhole() {
        there = "the whole".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(result::inMemory)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("it has 9 bytes now");
    }
}
