package dev.workmanager.endtoend;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lies between everybody and the manager: what goes through is written into the ledger, and meets the fate that it is given. Where no
 * manager listens, connections end at once, as they would without it.
 */
final class Tap implements Closeable {
    private static final int MOST_LATE = 20;
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ServerSocket listening;
    private final int manager;
    private final Ledger ledger;
    private final Function<Message, Fate> fates;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Message> late = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Opens a port.
     *
     * @param manager the manager's port on this machine
     * @param fates decides on each request; asked by many threads
     */
    Tap(int manager, Ledger ledger, Function<Message, Fate> fates) throws IOException {
        this.manager = manager;
        this.ledger = ledger;
        this.fates = fates;
        this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "tap");
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    private void listen() {
        while (!closed) {
            try {
                Socket client = listening.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!closed) {
                    ledger.fault("the tap cannot listen: " + e);
                    return;
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Wire wire = new Wire(manager);
                InputStream in = new BufferedInputStream(client.getInputStream())) {
            client.setTcpNoDelay(true);
            Message request = Message.read(in);
            while (request != null && pass(request, wire, client.getOutputStream())) {
                request = Message.read(in);
            }
        } catch (IOException oneSideIsGone) {
            ledger.count("connections cut");
        } catch (RuntimeException defect) {
            ledger.fault("the tap met a defect: " + defect);
        } finally {
            open.remove(client);
        }
    }

    /** Whether the connection goes on. */
    private boolean pass(Message request, Wire wire, OutputStream client) throws IOException {
        Fate fate = fates.apply(request);
        ledger.count("fate " + fate);
        takeLate().ifPresent(message -> threads.execute(() -> deliverLate(message)));
        return switch (fate) {
            case PASS -> send(ask(request, wire), client);
            case SLOW -> {
                LockSupport.parkNanos(SLOW_NANOS);
                yield send(ask(request, wire), client);
            }
            case LOSE_REQUEST -> false;
            case CUT_REQUEST -> {
                byte[] bytes = request.bytes();
                wire.send(Arrays.copyOf(bytes, bytes.length - (request.body().length + 1) / 2));
                yield false;
            }
            case LATE -> {
                putLate(request);
                yield false;
            }
            case LOSE_ANSWER -> {
                ask(request, wire);
                yield false;
            }
            case CUT_ANSWER -> {
                byte[] answer = ask(request, wire).bytes();
                client.write(answer, 0, answer.length / 2);
                yield false;
            }
            case TWICE -> {
                ask(request, wire);
                yield send(ask(request, wire), client);
            }
            case RACE -> {
                CompletableFuture<@Nullable Void> other =
                        CompletableFuture.runAsync(() -> deliverLate(request), threads);
                Message answer = ask(request, wire);
                other.join();
                yield send(answer, client);
            }
            case ECHO -> {
                Message answer = ask(request, wire);
                putLate(request);
                yield send(answer, client);
            }
        };
    }

    private static boolean send(Message answer, OutputStream client) throws IOException {
        client.write(answer.bytes());
        client.flush();
        return !answer.closes();
    }

    private Message ask(Message request, Wire wire) throws IOException {
        Asked asked = ledger.asked(request);
        try {
            Message answer = wire.ask(request);
            asked.answered(answer);
            return answer;
        } catch (IOException e) {
            asked.lost();
            throw e;
        }
    }

    private void deliverLate(Message request) {
        try (Wire own = new Wire(manager)) {
            ask(request, own);
        } catch (IOException managerIsGone) {
            ledger.count("late requests lost");
        } catch (RuntimeException defect) {
            ledger.fault("the tap met a defect: " + defect);
        }
    }

    private void putLate(Message request) {
        synchronized (late) {
            late.add(request);
        }
    }

    /** The oldest of those that are to come later, once there are enough of them: by then others have come in between. */
    private Optional<Message> takeLate() {
        synchronized (late) {
            return late.size() < MOST_LATE ? Optional.empty() : Optional.of(late.remove(0));
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listening.close();
        for (Socket client : open) {
            client.close();
        }
        threads.shutdown();
    }
}
