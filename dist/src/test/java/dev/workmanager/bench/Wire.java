package dev.workmanager.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** One blocking connection, for where few requests carry much. */
final class Wire implements AutoCloseable {
    private static final byte[] TOKEN = Ascii.bytes("\"token\":\"");
    private static final byte[] ITEMS = Ascii.bytes("\"items\":[");

    private final Socket socket;
    private final HttpAnswer answer = new HttpAnswer();
    private final ByteBuffer in = ByteBuffer.allocate(16 << 10);

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    /** Sends a request and reads its answer; what the body of that says. */
    String ask(String method, String path, byte[] body) throws IOException {
        byte[] head = Ascii.bytes(
                method + " " + path + " HTTP/1.1\r\nHost: bench\r\nContent-Length: " + body.length + "\r\n\r\n");
        if (body.length < in.capacity()) {
            byte[] whole = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, whole, head.length, body.length);
            socket.getOutputStream().write(whole);
        } else {
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(body);
        }
        in.clear();
        do {
            int read = socket.getInputStream().read(in.array(), in.position(), in.remaining());
            if (read < 0) {
                throw new EOFException("the server has closed the connection");
            }
            in.position(in.position() + read);
        } while (!answer.isWhole(in));
        return Ascii.text(in, answer.body(), answer.end());
    }

    /** Takes an item; its token. */
    String take(String worker, long number) throws IOException {
        return exchange(worker, number, "");
    }

    /** Reports items, each as JSON, and takes the next one; its token. */
    String exchange(String worker, long number, String ended) throws IOException {
        String said = ask(
                "POST",
                "/v1/exchange",
                Ascii.bytes("{\"worker\":\"" + worker + "\",\"slot\":0,\"number\":" + number + ",\"ended\":[" + ended
                        + "],\"take\":1,\"waitMillis\":0}"));
        for (byte[] word : List.of(ITEMS, TOKEN)) {
            int behind = Ascii.behind(word, in, answer.body(), answer.end());
            if (behind < 0) {
                throw new IOException("no item in the answer: " + said);
            }
        }
        int token = Ascii.behind(TOKEN, in, Ascii.behind(ITEMS, in, answer.body(), answer.end()), answer.end());
        return Ascii.text(in, token, Ascii.until('"', in, token, answer.end()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
