package dev.workmanager.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output: bytes and lines, gathered until there are many of them. Says when nobody takes them. Not thread-safe. */
final class Output extends OutputStream {
    private static final int BLOCK = 32 << 10;

    private final OutputStream to;
    private final byte[] block = new byte[BLOCK];
    private int length;

    Output(OutputStream to) {
        this.to = to;
    }

    /** Writes a line. */
    void line(String text) {
        text(text);
        write('\n');
    }

    /** Writes a text. */
    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(int b) {
        if (length == BLOCK) {
            drain();
        }
        block[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (count > BLOCK - length) {
            drain();
        }
        if (count > BLOCK) {
            pass(bytes, from, count);
        } else {
            System.arraycopy(bytes, from, block, length, count);
            length += count;
        }
    }

    @Override
    public void flush() {
        drain();
        try {
            to.flush();
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    private void drain() {
        int full = length;
        length = 0;
        pass(block, 0, full);
    }

    private void pass(byte[] bytes, int from, int count) {
        try {
            to.write(bytes, from, count);
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }
}
