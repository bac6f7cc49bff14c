package dev.workmanager.endtoend;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection at a time to a port of this machine, opened when it is needed. Repeats nothing by itself. For one thread. */
final class Wire implements Closeable {
    /** Longer than a manager may hold an answer back. */
    private static final int TIMEOUT_MILLIS = 90_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(int port) {
        this.port = port;
    }

    /**
     * Sends a request and reads the answer.
     *
     * @throws IOException if there is none; nobody knows whether the request arrived
     */
    Message ask(Message request) throws IOException {
        try {
            send(request.bytes());
            Message answer = Message.read(input());
            if (answer == null) {
                throw new EOFException("closed without an answer");
            }
            if (answer.closes()) {
                close();
            }
            return answer;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    Message get(String path) throws IOException {
        return ask(Message.request("GET", path, new byte[0]));
    }

    Message post(String path, String body) throws IOException {
        return ask(Message.request("POST", path, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends bytes, whatever they are. */
    void send(byte[] bytes) throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setSoTimeout(TIMEOUT_MILLIS);
            open.setTcpNoDelay(true);
            socket = open;
            in = new BufferedInputStream(open.getInputStream());
        }
        open.getOutputStream().write(bytes);
        open.getOutputStream().flush();
    }

    InputStream input() throws IOException {
        if (in == null) {
            throw new IOException("not connected");
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }
}
