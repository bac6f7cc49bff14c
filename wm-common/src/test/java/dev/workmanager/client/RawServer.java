package dev.workmanager.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers each connection with the same bytes, or one after the other, whatever it is asked, and closes it. */
final class RawServer implements Closeable {
    private final ServerSocket server;
    private final List<String> answers;
    private final List<String> heads = new ArrayList<>();

    RawServer(String answer) throws IOException {
        this(InetAddress.getLoopbackAddress(), answer);
    }

    RawServer(InetAddress at, String answer) throws IOException {
        this(at, List.of(answer));
    }

    /** The last one comes again and again. */
    RawServer(List<String> answers) throws IOException {
        this(InetAddress.getLoopbackAddress(), answers);
    }

    private RawServer(InetAddress at, List<String> answers) throws IOException {
        this.server = new ServerSocket(0, 50, at);
        this.answers = answers;
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The heads of the requests. */
    synchronized List<String> heads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (true) {
            try (Socket socket = server.accept()) {
                readRequest(socket.getInputStream());
                String answer = answers.get(Math.min(heads().size(), answers.size()) - 1);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        synchronized (this) {
            heads.add(head.toString());
        }
        String length = head.indexOf("Content-Length: ") < 0
                ? "0"
                : head.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
        in.readNBytes(Integer.parseInt(length));
    }
}
