package dev.workmanager.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
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
        List<Asking> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                all.add(new Asking(selector, dialogues.apply(i)));
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
            for (Asking connection : all) {
                connection.close();
            }
        }
    }

    private void awaitBegun(Selector selector, List<Asking> all) throws IOException {
        while (all.stream().anyMatch(connection -> connection.beginning)) {
            selector.select(this::ready, 1_000);
        }
    }

    private void awaitAnswered(Selector selector, List<Asking> all) throws IOException {
        while (all.stream().anyMatch(connection -> connection.asking)) {
            selector.select(this::ready, 1_000);
        }
    }

    private void ready(SelectionKey key) {
        try {
            ((Connection) key.attachment()).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of them; what is due waits until it has its answer. */
    private final class Asking extends Connection {
        private final ArrayDeque<Long> dues = new ArrayDeque<>();
        private boolean beginning = true;
        private boolean asking;
        private long due;

        Asking(Selector selector, Dialogue dialogue) throws IOException {
            super(selector, server, dialogue);
            send();
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
            send();
        }

        @Override
        void answered(Dialogue.Step step) throws IOException {
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
