package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.management.XnioServerMXBean;
import org.xnio.ssl.SslConnection;

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
            // Longer than clients keep a connection: it is they who should close it, not the manager at the wrong
            // moment.
            .set(UndertowOptions.NO_REQUEST_TIMEOUT, 30 * 60_000)
            // An answer is out when it is out, not when a later one is.
            .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
            .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .set(UndertowOptions.ALWAYS_SET_DATE, false)
            .getMap();

    private static final Sequence<String> TLS = Sequence.of("TLSv1.3", "TLSv1.2");

    private final XnioWorker worker;
    private final AcceptingChannel<? extends StreamConnection> port;
    private final RootHandler root;
    private volatile List<Measured> parts = List.of();
    private final Optional<UndertowXnioSsl> tls;
    private final AtomicBoolean portCloses = new AtomicBoolean();
    private final CompletableFuture<Void> portClosed = new CompletableFuture<>();

    private HttpServer(
            XnioWorker worker,
            AcceptingChannel<? extends StreamConnection> port,
            RootHandler root,
            Optional<UndertowXnioSsl> tls) {
        this.worker = worker;
        this.port = port;
        this.root = root;
        this.tls = tls;
    }

    /** By http, with the usual limits. */
    public static HttpServer bind(
            InetSocketAddress address, int ioThreads, Supplier<String> names, LongSupplier nanoTime) {
        return bind(address, ioThreads, HttpLimits.DEFAULT, Optional.empty(), names, nanoTime);
    }

    /**
     * Takes the port. Connections wait until {@link #serve}.
     *
     * @param address where; port 0 for any free one
     * @param ioThreads how many threads share the connections
     * @param limits what it bears of those who connect
     * @param certificate what it shows of itself; empty for http
     * @param names gives each request a name of its own that brings none
     * @param nanoTime monotonic time, for how long requests take
     * @throws ListenException if it cannot be had
     */
    public static HttpServer bind(
            InetSocketAddress address,
            int ioThreads,
            HttpLimits limits,
            Optional<SSLContext> certificate,
            Supplier<String> names,
            LongSupplier nanoTime) {
        RootHandler root = new RootHandler(limits, names, nanoTime);
        ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
        HttpOpenListener connections = new HttpOpenListener(buffers, options(limits));
        connections.setRootHandler(root);
        Arrivals arrivals = new Arrivals(limits, connections, names);
        XnioWorker worker = worker(ioThreads);
        try {
            Optional<UndertowXnioSsl> tls =
                    certificate.map(shown -> new UndertowXnioSsl(worker.getXnio(), OptionMap.EMPTY, buffers, shown));
            AcceptingChannel<? extends StreamConnection> port =
                    tls.isPresent() ? open(worker, address, tls.get(), arrivals) : open(worker, address, arrivals);
            arrivals.count(() -> connections(worker));
            return new HttpServer(worker, port, root, tls);
        } catch (IOException | UnresolvedAddressException e) {
            worker.shutdownNow();
            throw new ListenException(explain(address, e), e);
        }
    }

    private static AcceptingChannel<StreamConnection> open(
            XnioWorker worker, InetSocketAddress address, Arrivals arrivals) throws IOException {
        return worker.createStreamConnectionServer(address, arrivals::handleEvent, SOCKET);
    }

    private static AcceptingChannel<SslConnection> open(
            XnioWorker worker, InetSocketAddress address, UndertowXnioSsl tls, Arrivals arrivals) throws IOException {
        OptionMap socket = OptionMap.builder()
                .addAll(SOCKET)
                .set(Options.SSL_ENABLED_PROTOCOLS, TLS)
                .getMap();
        return tls.createSslConnectionServer(worker, address, arrivals::handleEvent, socket);
    }

    private static OptionMap options(HttpLimits limits) {
        return OptionMap.builder()
                .addAll(HTTP)
                .set(UndertowOptions.MAX_HEADER_SIZE, limits.headerBytes())
                .set(UndertowOptions.MAX_HEADERS, limits.headers())
                .set(
                        UndertowOptions.REQUEST_PARSE_TIMEOUT,
                        Math.toIntExact(limits.headWithin().toMillis()))
                .getMap();
    }

    private static int connections(XnioWorker worker) {
        return worker.getMXBean().getServerMXBeans().stream()
                .mapToInt(XnioServerMXBean::getConnectionCount)
                .sum();
    }

    /** From now on shows another certificate to whoever connects. Of one that came by http nothing changes. */
    public void show(SSLContext certificate) {
        tls.ifPresent(secure -> secure.updateSSLContext(certificate));
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

    /** Runs something again and again until it is closed, on a thread that must not be held up. */
    public void every(long millis, Runnable task) {
        port.getIoThread().executeAtInterval(task, millis, TimeUnit.MILLISECONDS);
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
