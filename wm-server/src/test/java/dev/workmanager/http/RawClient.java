package dev.workmanager.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A socket on which a test says whatever it likes. */
public final class RawClient implements Closeable {
    /** An answer: its status, its header fields in lower case, its body. */
    public record Reply(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final InputStream in;

    public RawClient(InetSocketAddress address) {
        try {
            socket = new Socket(address.getAddress(), address.getPort());
            socket.setSoTimeout(20_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing more will be sent. */
    public RawClient end() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes away without reading what has come: the other side is told by a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the first line of an answer that goes on for longer. */
    public String head() {
        try {
            return line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends something that the other side may not want to hear to its end. */
    void sendWhileItListens(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            return; // what it has said before can still be read
        }
    }

    /** Says a little more; whether the connection is still there to take it. */
    boolean isHeard() {
        try {
            socket.getOutputStream().write('x');
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** The first line of an answer; nothing where the other side has closed without one. */
    String headOrNothing() {
        try {
            return line();
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException("neither an answer nor an end", e);
        } catch (IOException closed) {
            return "";
        }
    }

    /** How many bytes still come, up to the end. */
    long rest() {
        long bytes = 0;
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                bytes++;
            }
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException("no end after " + bytes + " bytes", e);
        } catch (IOException reset) {
            return bytes; // that is the end, too
        }
        return bytes;
    }

    /** Reads one answer. */
    public Reply read() {
        try {
            String[] first = line().split(" ", 3);
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int status = Integer.parseInt(first[1]);
            int length = Integer.parseInt(headers.getOrDefault("content-length", status == 100 ? "0" : "-1"));
            byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes(length);
            return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the other side has closed, with nothing more to read. */
    public boolean ended() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed after '" + line + "'");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
