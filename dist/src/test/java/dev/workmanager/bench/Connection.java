package dev.workmanager.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a load generator: a request is out, or the next one lies ready. */
abstract class Connection {
    private static final int BUFFER = 16 << 10;

    private final Server server;
    private final Dialogue dialogue;
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER);

    /** Connects, with the first request ready; the selector's key has this attached. */
    Connection(Selector selector, Server server, Dialogue dialogue) throws IOException {
        this.server = server;
        this.dialogue = dialogue;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
        dialogue.begin(out);
    }

    /** A whole answer has come, and the next request lies ready. */
    abstract void answered(Dialogue.Step step) throws IOException;

    /** Reads what has come. */
    final void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException(server.name() + " has closed a connection");
        }
        Dialogue.Step step = dialogue.answer(in, out);
        if (step != Dialogue.Step.PART) {
            in.clear();
            answered(step);
        }
    }

    /** Sends the request that lies ready; it is far shorter than what a socket takes at once. */
    final void send() throws IOException {
        channel.write(out.flip());
        if (out.hasRemaining()) {
            throw new IOException("a request did not go out at once");
        }
        out.clear();
    }

    final void close() throws IOException {
        channel.close();
    }
}
