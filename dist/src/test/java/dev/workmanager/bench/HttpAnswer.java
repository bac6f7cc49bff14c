package dev.workmanager.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The one answer that a buffer holds: a head, and a body of a length that the head names. Used again for the next. */
final class HttpAnswer {
    private static final byte[] HEAD_END = Ascii.bytes("\r\n\r\n");
    private static final byte[] LENGTH = Ascii.bytes("ontent-Length: ");
    private static final int STATUS = "HTTP/1.1 ".length();

    private int body;
    private int end;

    /**
     * Looks at what has come.
     *
     * @return whether it is the whole answer
     * @throws IOException if it is not a 2xx
     */
    boolean isWhole(ByteBuffer in) throws IOException {
        int here = in.position();
        body = Ascii.behind(HEAD_END, in, 0, here);
        if (body < 0) {
            return false;
        }
        int length = Ascii.behind(LENGTH, in, 0, body);
        end = body + (length < 0 ? 0 : (int) Ascii.number(in, length, body));
        if (here < end) {
            return false;
        }
        if (in.get(STATUS) != '2') {
            throw new IOException(Ascii.text(in, 0, end));
        }
        return true;
    }

    int body() {
        return body;
    }

    int end() {
        return end;
    }
}
