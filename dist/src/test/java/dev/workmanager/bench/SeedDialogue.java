package dev.workmanager.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The seed's route: done and next in one request, the result as its body. */
final class SeedDialogue implements Dialogue {
    private static final byte[] FIRST = Ascii.bytes("POST /job HTTP/1.1\r\nHost: bench\r\nContent-Length: 0\r\n\r\n");
    private static final byte[] NEXT = Ascii.bytes("POST /job/");
    private static final byte[] ID = Ascii.bytes("\"id\":");

    private final byte[] rest;
    private final HttpAnswer answer = new HttpAnswer();
    private boolean reported;

    SeedDialogue(int resultBytes) {
        this.rest = Ascii.bytes(
                " HTTP/1.1\r\nHost: bench\r\nContent-Length: " + resultBytes + "\r\n\r\n" + "x".repeat(resultBytes));
    }

    @Override
    public void begin(ByteBuffer out) {
        out.put(FIRST);
    }

    @Override
    public Step answer(ByteBuffer in, ByteBuffer out) throws IOException {
        if (!answer.isWhole(in)) {
            return Step.PART;
        }
        int id = Ascii.behind(ID, in, answer.body(), answer.end());
        if (id < 0) {
            throw new IOException("no item in the answer: " + Ascii.text(in, answer.body(), answer.end()));
        }
        out.put(NEXT);
        Ascii.put(out, Ascii.number(in, id, answer.end()));
        out.put(rest);
        boolean pair = reported;
        reported = true;
        return pair ? Step.PAIR : Step.ASK_ON;
    }
}
