package dev.workmanager.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A worker that has taken an item, and says from time to time that it is alive. */
final class RenewDialogue implements Dialogue {
    private static final byte[] TOKEN = Ascii.bytes("\"token\":\"");

    private final String worker;
    private final HttpAnswer answer = new HttpAnswer();
    private byte[] renewal = new byte[0];

    RenewDialogue(String worker) {
        this.worker = worker;
    }

    @Override
    public void begin(ByteBuffer out) {
        out.put(post(
                "/v1/exchange",
                "{\"worker\":\"" + worker + "\",\"slot\":0,\"number\":1,\"ended\":[],\"take\":1,\"waitMillis\":0}"));
    }

    @Override
    public Step answer(ByteBuffer in, ByteBuffer out) throws IOException {
        if (!answer.isWhole(in)) {
            return Step.PART;
        }
        if (renewal.length == 0) {
            int from = Ascii.behind(TOKEN, in, answer.body(), answer.end());
            if (from < 0) {
                throw new IOException("no item in the answer: " + Ascii.text(in, answer.body(), answer.end()));
            }
            String token = Ascii.text(in, from, Ascii.until('"', in, from, answer.end()));
            renewal = post("/v1/leases/renew", "{\"worker\":\"" + worker + "\",\"tokens\":[\"" + token + "\"]}");
        } else if (Ascii.behind(Ascii.bytes("\"held\""), in, answer.body(), answer.end()) < 0) {
            throw new IOException("it is not held any more: " + Ascii.text(in, answer.body(), answer.end()));
        }
        out.put(renewal);
        return Step.ASK_ON;
    }

    private static byte[] post(String path, String body) {
        return Ascii.bytes(
                "POST " + path + " HTTP/1.1\r\nHost: bench\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }
}
