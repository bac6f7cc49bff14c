package dev.workmanager.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers each exchange with the same bytes and does nothing: no server can be driven faster by this generator on this machine. A
 * process of its own, by {@link #main}.
 */
final class NullServer extends Server {
    private static final String BODY = """
            {"outcomes":[{"token":"0123456789abcdef-17-1-01234567","outcome":"accepted"}],"next":"items","items":[\
            {"token":"0123456789abcdef-18-1-01234567","job":"default","id":18,"index":18,"attempt":1,\
            "attempts":3,"leaseMillis":30000}]}""";

    private NullServer(int port, Path folder) throws IOException {
        super(
                "null",
                port,
                folder.resolve("null.log"),
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NullServer.class.getName(),
                        Integer.toString(port)));
    }

    static NullServer start(Path folder) throws IOException {
        return new NullServer(freePort(), folder);
    }

    /**
     * Listens on the port that it is given.
     *
     * @param arguments the port
     */
    public static void main(String[] arguments) throws IOException {
        byte[] answer = Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + BODY.length() + "\r\n\r\n" + BODY);
        Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 4_096);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        ByteBuffer request = ByteBuffer.allocateDirect(16 << 10);
        while (selector.isOpen()) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        accept(listener, selector);
                    } else {
                        answer((SocketChannel) key.channel(), request, ByteBuffer.wrap(answer));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void accept(ServerSocketChannel listener, Selector selector) throws IOException {
        SocketChannel client = listener.accept();
        client.configureBlocking(false);
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.register(selector, SelectionKey.OP_READ);
    }

    /** The generator sends a request at once and waits for its answer: what is read is one request. */
    private static void answer(SocketChannel client, ByteBuffer request, ByteBuffer answer) throws IOException {
        if (client.read(request.clear()) < 0) {
            client.close();
        } else {
            client.write(answer);
        }
    }
}
