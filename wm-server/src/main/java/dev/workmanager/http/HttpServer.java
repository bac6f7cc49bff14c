package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * A port on which a table of endpoints is served. Starts in two steps, so that a port which is taken is known before anything else is
 * touched: {@link #bind} and {@link #serve}. Stops in two steps: {@link #stop} takes no more, so that whoever has the answers
 * to what waits can give them; {@link #close} then sees them off and closes what is left. Thread-safe.
 */
public final class HttpServer implements Measured, AutoCloseable {
    private static final int BUFFER_BYTES = 16 << 10;

    /** For what blocks: disks. There are not many of them, and no client ever holds one of these threads. */
    private static final int WORKER_THREADS = 8;

    private static final long GOODBYE_MILLIS = 3_000;

    private static final OptionMap SOCKET = OptionMap.builder()
            .set(Options.BACKLOG, 4_096)
            .set(Options.TCP_NODELAY, true)
            .set(Options.REUSE_ADDRESSES, true)
            // Whoever waits for an item and has lost its network is found out.
            .set(Options.KEEP_ALIVE, true)
            .set(Options.BALANCING_TOKENS, 1)
            .set(Options.BALANCING_CONNECTIONS, 2)
            .getMap();

    private static final OptionMap HTTP = OptionMap.builder()
            .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .set(UndertowOptions.MAX_HEADER_SIZE, 32 << 10)
            .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, 30_000)
            // Longer than clients keep a connection: it is they who should close it, not the manager at the wrong
            // moment.
            .set(UndertowOptions.NO_REQUEST_TIMEOUT, 30 * 60_000)
            // An answer is out when it is out, not when a later one is.
            .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
            .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .set(UndertowOptions.ALWAYS_SET_DATE, false)
            .getMap();

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> port;
    private final RootHandler root;
    private volatile List<Measured> parts = List.of();
    private final AtomicBoolean portCloses = new AtomicBoolean();
    private final CompletableFuture<Void> portClosed = new CompletableFuture<>();

    private HttpServer(XnioWorker worker, AcceptingChannel<StreamConnection> port, RootHandler root) {
        this.worker = worker;
        this.port = port;
        this.root = root;
    }

    /**
     * Takes the port. Connections wait until {@link #serve}.
     *
     * @param address where; port 0 for any free one
     * @param ioThreads how many threads share the connections
     * @param names gives each request a name of its own that brings none
     * @param nanoTime monotonic time, for how long requests take
     * @throws ListenException if it cannot be had
     */
    public static HttpServer bind(
            InetSocketAddress address, int ioThreads, Supplier<String> names, LongSupplier nanoTime) {
        RootHandler root = new RootHandler(names, nanoTime);
        HttpOpenListener connections = new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4), HTTP);
        connections.setRootHandler(root);
        XnioWorker worker = worker(ioThreads);
        try {
            AcceptingChannel<StreamConnection> port = worker.createStreamConnectionServer(
                    address, ChannelListeners.openListenerAdapter(connections), SOCKET);
            return new HttpServer(worker, port, root);
        } catch (IOException | UnresolvedAddressException e) {
            worker.shutdownNow();
            throw new ListenException(explain(address, e), e);
        }
    }

    /** Begins to answer those who may ask. Once. */
    public void serve(List<Endpoint> endpoints, Access access) {
        parts = endpoints.stream()
                .map(Endpoint::handler)
                .filter(Measured.class::isInstance)
                .map(Measured.class::cast)
                .distinct()
                .toList();
        root.serve(new Routes(endpoints.stream().map(access::guarding).toList()));
        port.resumeAccepts();
    }

    /** Of requests by route, and what the handlers have to tell. */
    @Override
    public List<Family> measure() {
        List<Family> all = new ArrayList<>(root.measure());
        parts.forEach(part -> all.addAll(part.measure()));
        return all;
    }

    private static XnioWorker worker(int ioThreads) {
        try {
            return Xnio.getInstance(HttpServer.class.getClassLoader())
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "http")
                            .set(Options.WORKER_IO_THREADS, ioThreads)
                            .set(Options.WORKER_TASK_CORE_THREADS, WORKER_THREADS)
                            .set(Options.WORKER_TASK_MAX_THREADS, WORKER_THREADS)
                            .set(Options.CONNECTION_HIGH_WATER, 1_000_000)
                            .set(Options.CONNECTION_LOW_WATER, 1_000_000)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap());
        } catch (IOException e) {
            throw new UncheckedIOException("no selector could be opened: " + e.getMessage(), e);
        }
    }

    private static String explain(InetSocketAddress address, Exception e) {
        String where = "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": ";
        if (e instanceof BindException) {
            return where + e.getMessage() + "; end what uses it, or choose another with --host and --port";
        }
        String why = e instanceof UnresolvedAddressException ? "there is no such host" : String.valueOf(e.getMessage());
        return where + why + "; choose another address with --host and --port";
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return port.getLocalAddress(InetSocketAddress.class);
    }

    /** Takes no new connection, and refuses new requests on old ones. What is under way goes on. */
    public void stop() {
        CompletableFuture<Void> unused = closePort();
        CompletableFuture<Void> unusedToo = root.stop();
    }

    /**
     * On the thread that accepts: one that was just about to would complain. It asks the other threads for a hand, so they must be
     * there until it is done.
     */
    private CompletableFuture<Void> closePort() {
        if (portCloses.compareAndSet(false, true)) {
            port.suspendAccepts();
            port.getIoThread().execute(() -> {
                IoUtils.safeClose(port);
                portClosed.complete(null);
            });
        }
        return portClosed;
    }

    /** Waits a moment until all that was under way is answered, then closes every connection. */
    @Override
    public void close() {
        CompletableFuture.allOf(root.stop(), closePort())
                .completeOnTimeout(null, GOODBYE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        worker.shutdownNow();
        try {
            worker.awaitTermination(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
