package dev.workmanager.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** The native exchange: done and next, in one request or in two; as one worker, or as many in turn. */
final class ExchangeDialogue implements Dialogue {
    private static final byte[] HEAD = Ascii.bytes("POST /v1/exchange HTTP/1.1\r\nHost: bench\r\nContent-Length: ");
    private static final byte[] WORKER = Ascii.bytes("\r\n\r\n{\"worker\":\"");
    private static final byte[] NUMBER = Ascii.bytes("\",\"slot\":0,\"number\":");
    private static final byte[] ENDED = Ascii.bytes(",\"ended\":[");
    private static final byte[] TOKEN = Ascii.bytes("{\"token\":\"");
    private static final byte[] DONE = Ascii.bytes("\",\"end\":\"done\"");
    private static final byte[] TAKE_NONE = Ascii.bytes("],\"take\":0,\"waitMillis\":0}");
    private static final byte[] TAKE_ONE = Ascii.bytes("],\"take\":1,\"waitMillis\":0}");
    private static final byte[] ITEMS = Ascii.bytes("\"items\":[");
    private static final byte[] ITEMS_TOKEN = Ascii.bytes("\"token\":\"");
    private static final int HEAD_END = 4;

    private final Worker[] workers;
    private final byte[] result;
    private final boolean inTwo;
    private final HttpAnswer answer = new HttpAnswer();
    private int turn;
    private boolean reported;
    private boolean taken;

    /** Somebody who holds an item, or none yet. */
    private static final class Worker {
        private final byte[] name;
        private long number;
        private byte[] token = new byte[64];
        private int tokenLength;

        Worker(String name) {
            this.name = Ascii.bytes(name);
        }
    }

    /**
     * @param name of the worker; with a number behind it where there are several
     * @param workers how many take turns
     * @param resultBytes how long each result is
     * @param inTwo whether an item is reported in one request, and the next taken in another
     */
    ExchangeDialogue(String name, int workers, int resultBytes, boolean inTwo) {
        this.workers = new Worker[workers];
        Arrays.setAll(this.workers, i -> new Worker(name + "-" + i));
        String base64 = Base64.getEncoder().encodeToString(new byte[resultBytes]);
        this.result = Ascii.bytes(resultBytes == 0 ? "" : ",\"result\":\"" + base64 + '"');
        this.inTwo = inTwo;
    }

    @Override
    public void begin(ByteBuffer out) {
        request(out);
    }

    @Override
    public Step answer(ByteBuffer in, ByteBuffer out) throws IOException {
        if (!answer.isWhole(in)) {
            return Step.PART;
        }
        Worker worker = workers[turn];
        boolean pair = taken && (inTwo || reported);
        if (taken) {
            keepToken(worker, in);
            turn = (turn + 1) % workers.length;
        } else {
            worker.tokenLength = 0;
        }
        request(out);
        return pair ? Step.PAIR : Step.ASK_ON;
    }

    private void keepToken(Worker worker, ByteBuffer in) throws IOException {
        int items = Ascii.behind(ITEMS, in, answer.body(), answer.end());
        int from = items < 0 ? -1 : Ascii.behind(ITEMS_TOKEN, in, items, answer.end());
        if (from < 0) {
            throw new IOException("no item in the answer: " + Ascii.text(in, answer.body(), answer.end()));
        }
        int length = Ascii.until('"', in, from, answer.end()) - from;
        worker.token = length > worker.token.length ? new byte[length * 2] : worker.token;
        in.get(from, worker.token, 0, length);
        worker.tokenLength = length;
    }

    private void request(ByteBuffer out) {
        Worker worker = workers[turn];
        worker.number++;
        reported = worker.tokenLength > 0;
        taken = !inTwo || !reported;
        int ended = reported ? TOKEN.length + worker.tokenLength + DONE.length + result.length + 1 : 0;
        byte[] last = taken ? TAKE_ONE : TAKE_NONE;
        out.put(HEAD);
        Ascii.put(
                out,
                WORKER.length
                        - HEAD_END
                        + worker.name.length
                        + NUMBER.length
                        + Ascii.digits(worker.number)
                        + ENDED.length
                        + ended
                        + last.length);
        out.put(WORKER).put(worker.name).put(NUMBER);
        Ascii.put(out, worker.number);
        out.put(ENDED);
        if (reported) {
            out.put(TOKEN)
                    .put(worker.token, 0, worker.tokenLength)
                    .put(DONE)
                    .put(result)
                    .put((byte) '}');
        }
        out.put(last);
    }
}
