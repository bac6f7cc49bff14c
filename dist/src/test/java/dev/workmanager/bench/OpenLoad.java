package dev.workmanager.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Requests at a fixed rate, come what may: the n-th is due n / rate after the beginning, on the connection whose turn it is, and its
 * time runs from then on, also while an answer before it is out. So a server that stands still is not spared the requests that would
 * have come meanwhile.
 */
final class OpenLoad {
    /** As long as this a look at the sockets may be put off. */
    private static final long SLACK = TimeUnit.MICROSECONDS.toNanos(100);

    private final Server server;
    private final int connections;
    private final IntFunction<Dialogue> dialogues;
    private final Samples latencies = new Samples();
    private final Samples delays = new Samples();

    OpenLoad(Server server, int connections, IntFunction<Dialogue> dialogues) {
        this.server = server;
        this.connections = connections;
        this.dialogues = dialogues;
    }

    /** From when a request was due until its answer was there. */
    Samples latencies() {
        return latencies;
    }

    /** By how much the generator itself was late with its requests, where the connection was free. */
    Samples delays() {
        return delays;
    }

    /** Goes on for a time; the processor time of the server in it. */
    Duration run(double rate, Duration time) throws IOException {
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                all.add(new Connection(selector, server.port(), dialogues.apply(i)));
            }
            awaitBegun(selector, all);
            Duration before = server.cpu();
            long began = System.nanoTime();
            long requests = (long) (rate * time.toNanos() / 1e9);
            for (long request = 0; request < requests; ) {
                long now = System.nanoTime();
                while (request < requests && began + (long) (request * 1e9 / rate) <= now) {
                    all.get((int) (request % connections)).due(began + (long) (request++ * 1e9 / rate));
                }
                if (selector.selectNow(this::ready) == 0 && request < requests) {
                    long next = began + (long) (request * 1e9 / rate);
                    LockSupport.parkNanos(Math.min(SLACK, Math.max(0, next - System.nanoTime())));
                }
            }
            awaitAnswered(selector, all);
            return server.cpu().minus(before);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            for (Connection connection : all) {
                connection.channel.close();
            }
        }
    }

    private void awaitBegun(Selector selector, List<Connection> all) throws IOException {
        while (all.stream().anyMatch(connection -> connection.beginning)) {
            selector.select(this::ready, 1_000);
        }
    }

    private void awaitAnswered(Selector selector, List<Connection> all) throws IOException {
        while (all.stream().anyMatch(connection -> connection.asking)) {
            selector.select(this::ready, 1_000);
        }
    }

    private void ready(SelectionKey key) {
        try {
            ((Connection) key.attachment()).answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of them; what is due waits until it has its answer. */
    private final class Connection {
        private final SocketChannel channel;
        private final Dialogue dialogue;
        private final ByteBuffer in = ByteBuffer.allocate(8 << 10);
        private final ByteBuffer out = ByteBuffer.allocate(1 << 10);
        private final java.util.ArrayDeque<Long> dues = new java.util.ArrayDeque<>();
        private boolean beginning = true;
        private boolean asking;
        private long due;

        Connection(Selector selector, int port, Dialogue dialogue) throws IOException {
            this.dialogue = dialogue;
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
            dialogue.begin(out);
            channel.write(out.flip());
            out.clear();
        }

        void due(long when) throws IOException {
            if (asking) {
                dues.add(when);
            } else {
                delays.add(System.nanoTime() - when);
                ask(when);
            }
        }

        private void ask(long when) throws IOException {
            asking = true;
            due = when;
            channel.write(out.flip());
            if (out.hasRemaining()) {
                throw new IOException("a request did not go out at once");
            }
            out.clear();
        }

        void answer() throws IOException {
            if (channel.read(in) < 0) {
                throw new EOFException(server.name() + " has closed a connection");
            }
            if (dialogue.answer(in, out) == Dialogue.Step.PART) {
                return;
            }
            in.clear();
            if (beginning) {
                beginning = false;
                return;
            }
            asking = false;
            latencies.add(System.nanoTime() - due);
            Long next = dues.poll();
            if (next != null) {
                ask(next);
            }
        }
    }
}
