package dev.workmanager.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** {@code delete} of the job that is reserved, {@code reserve} of the next. */
final class BeanstalkdDialogue implements Dialogue {
    private static final byte[] RESERVE = Ascii.bytes("reserve-with-timeout 0\r\n");
    private static final byte[] DELETE = Ascii.bytes("delete ");
    private static final byte[] RESERVED = Ascii.bytes("RESERVED ");
    private static final byte[] DELETED = Ascii.bytes("DELETED\r\n");

    private boolean deleting;

    @Override
    public void begin(ByteBuffer out) {
        out.put(RESERVE);
    }

    @Override
    public Step answer(ByteBuffer in, ByteBuffer out) throws IOException {
        int here = in.position();
        int line = Ascii.until('\n', in, 0, here);
        if (line == here) {
            return Step.PART;
        }
        if (deleting) {
            expect(DELETED, in, line);
            deleting = false;
            out.put(RESERVE);
            return Step.ASK_ON;
        }
        int id = expect(RESERVED, in, line);
        int size = Ascii.until(' ', in, id, line) + 1;
        if (here < line + 1 + Ascii.number(in, size, line) + 2) {
            return Step.PART;
        }
        deleting = true;
        out.put(DELETE);
        Ascii.put(out, Ascii.number(in, id, line));
        out.put((byte) '\r').put((byte) '\n');
        return Step.PAIR;
    }

    private static int expect(byte[] word, ByteBuffer in, int line) throws IOException {
        int behind = Ascii.behind(word, in, 0, line + 1);
        if (behind < 0) {
            throw new IOException("beanstalkd: " + Ascii.text(in, 0, line));
        }
        return behind;
    }
}
