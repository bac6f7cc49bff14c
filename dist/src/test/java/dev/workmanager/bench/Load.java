package dev.workmanager.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/**
 * The load generator, the same for all: one thread, one selector, each connection asks again as soon as it is answered. What it costs
 * itself is measured, too. At the end each connection gets its last answer, and asks no more.
 */
final class Load {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Server server;
    private final int connections;
    private final IntFunction<Dialogue> dialogues;
    private LongConsumer onPair = at -> {};
    private final Samples latencies = new Samples();
    private long pairs;
    private long end;
    private int asking;

    /**
     * @param connections how many
     * @param dialogues what is said on each
     */
    Load(Server server, int connections, IntFunction<Dialogue> dialogues) {
        this.server = server;
        this.connections = connections;
        this.dialogues = dialogues;
    }

    /** Hears of each pair, at which time: {@link System#nanoTime}. */
    Load onPair(LongConsumer listener) {
        onPair = listener;
        return this;
    }

    /** So many pairs were acknowledged until now; also when the server has gone. */
    long pairs() {
        return pairs;
    }

    /** Goes on for a time. */
    Measured run(Duration time) throws IOException {
        return run(time, Long.MAX_VALUE);
    }

    /** Goes on for a time, or until so many pairs are complete. */
    Measured run(Duration time, long most) throws IOException {
        List<Asking> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                all.add(new Asking(selector, dialogues.apply(i)));
            }
            Duration serverBefore = server.cpu();
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long began = System.nanoTime();
            end = began + time.toNanos();
            for (Asking connection : all) {
                connection.begin();
            }
            while (asking > 0) {
                if (selector.select(this::ready, TimeUnit.SECONDS.toMillis(10)) == 0) {
                    throw new IOException(server.name() + " has not answered for ten seconds");
                }
                if (pairs >= most) {
                    end = Math.min(end, System.nanoTime());
                }
            }
            long took = System.nanoTime() - began;
            return new Measured(
                    pairs,
                    took,
                    server.cpu().minus(serverBefore).toNanos(),
                    THREADS.getCurrentThreadCpuTime() - cpuBefore,
                    latencies);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            // Not before: a server with a process for each of them would lose the time that they took.
            for (Asking connection : all) {
                connection.close();
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            ((Connection) key.attachment()).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of them. */
    private final class Asking extends Connection {
        private long asked;

        Asking(Selector selector, Dialogue dialogue) throws IOException {
            super(selector, server, dialogue);
            asking++;
        }

        void begin() throws IOException {
            asked = System.nanoTime();
            send();
        }

        @Override
        void answered(Dialogue.Step step) throws IOException {
            long now = System.nanoTime();
            if (step == Dialogue.Step.PAIR) {
                pairs++;
                latencies.add(now - asked);
                onPair.accept(now);
                asked = now;
            }
            if (now >= end && step == Dialogue.Step.PAIR) {
                asking--;
            } else {
                send();
            }
        }
    }

    /** Drives several in turn, each with the same number of connections, and tells what each could do, by its place in the list. */
    static List<List<Measured>> inTurn(List<Load.Contender> contenders, int connections, int rounds, Duration time)
            throws IOException {
        List<List<Measured>> all = new ArrayList<>();
        contenders.forEach(contender -> all.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                // There and back again, so that a machine that grows slower or faster favours nobody.
                int at = round % 2 == 0 ? i : contenders.size() - 1 - i;
                all.get(at).add(contenders.get(at).load(connections).run(time));
            }
        }
        return all;
    }

    /** Somebody who is driven, and how. */
    record Contender(String name, Server server, IntFunction<Dialogue> dialogues) {
        Load load(int connections) {
            return new Load(server, connections, dialogues);
        }
    }
}
