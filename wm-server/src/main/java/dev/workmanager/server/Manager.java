package dev.workmanager.server;

import dev.workmanager.http.Audience;
import dev.workmanager.http.Bodies;
import dev.workmanager.http.Endpoint;
import dev.workmanager.http.HttpLimits;
import dev.workmanager.http.HttpServer;
import dev.workmanager.http.MessageEndpoints;
import dev.workmanager.http.NativeEndpoints;
import dev.workmanager.http.OperatorEndpoints;
import dev.workmanager.http.Presence;
import dev.workmanager.http.RateHistory;
import dev.workmanager.http.Roster;
import dev.workmanager.http.SessionEndpoints;
import dev.workmanager.http.WorkerMeasures;
import dev.workmanager.http.seeds.SeedEndpoints;
import dev.workmanager.http.ui.UiEndpoints;
import dev.workmanager.http.wokmanager.WokmanagerEndpoints;
import dev.workmanager.metrics.prometheus.Exposition;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.store.ItemVisitor;
import dev.workmanager.store.JobMeasures;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.JobSnapshot;
import dev.workmanager.store.Store;
import dev.workmanager.store.embedded.EmbeddedOptions;
import dev.workmanager.store.embedded.EmbeddedStore;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A manager, as a part of a program. Thread-safe.
 *
 * <pre>{@code
 * try (Manager manager = Manager.start(ManagerOptions.in(folder));
 *         WorkClient client = WorkClient.connect(manager.url())) {
 *     client.submit("crunch", JobSubmission.of("numeric", "1-1000"));
 *     JobStatus ended = client.await("crunch");
 * }
 * }</pre>
 */
public final class Manager implements AutoCloseable {
    /** Of the memory, for bodies of requests: one part in so many. */
    private static final int BODY_SHARE = 8;

    private final Store store;
    private final HttpServer server;
    private final Audience audience;
    private final Guard guard;

    private Manager(Store store, HttpServer server, Audience audience, Guard guard) {
        this.store = store;
        this.server = server;
        this.audience = audience;
        this.guard = guard;
    }

    /**
     * Takes the port, opens the data folder, makes the job {@code default} or goes on with it, and then begins to answer.
     *
     * @throws dev.workmanager.config.ConfigException if the configuration cannot be used, or is that of another job
     * @throws dev.workmanager.store.StoreException if a folder cannot be used, or what is in it is damaged
     * @throws dev.workmanager.http.ListenException if the port cannot be opened
     */
    public static Manager start(ManagerOptions options) {
        Guard guard = Guard.begin(options.protection(), options.outside());
        try {
            return start(options, guard);
        } catch (RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    private static Manager start(ManagerOptions options, Guard guard) {
        Supplier<String> names = names(options.outside());
        HttpServer server = HttpServer.bind(
                options.listen(),
                options.processors(),
                HttpLimits.DEFAULT,
                guard.tls(),
                names,
                options.outside().nanoTime());
        guard.onNewCertificate(server::show);
        try {
            Store store = store(options);
            try {
                boolean known = new JobOpening(store, options).open();
                Audience audience = new Audience(options.outside().nanoTime(), known);
                return serve(store, server, audience, names, guard, options);
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Store store(ManagerOptions options) {
        Outside outside = options.outside();
        return EmbeddedStore.open(EmbeddedOptions.of(
                options.data(), options.out(), outside.wall(), outside.nanoTime(), outside.random(), options.memory()));
    }

    private static Manager serve(
            Store store,
            HttpServer server,
            Audience audience,
            Supplier<String> names,
            Guard guard,
            ManagerOptions options) {
        Outside outside = options.outside();
        Bodies bodies = new Bodies(options.memory() / BODY_SHARE, store, names);
        Presence presence =
                new Presence(outside.wall(), worker -> store.worker(worker).isPresent());
        List<Endpoint> endpoints = new ArrayList<>(NativeEndpoints.of(
                store,
                bodies,
                audience,
                presence,
                outside.wall(),
                outside.nanoTime(),
                outside.random()::nextLong,
                options.keep()));
        endpoints.addAll(MessageEndpoints.of(store, bodies));
        endpoints.addAll(SeedEndpoints.of(store, bodies));
        endpoints.addAll(WokmanagerEndpoints.of(store, bodies, new Roster(store, presence)));
        endpoints.addAll(SessionEndpoints.of(guard.access(), bodies));
        Exposition metrics = new Exposition(List.of(
                new JobMeasures(store),
                new WorkerMeasures(store, presence),
                store,
                bodies,
                server,
                new MachineMeasures(options.data(), options.out())));
        endpoints.addAll(OperatorEndpoints.of(store, metrics));
        endpoints.addAll(UiEndpoints.of());
        RateHistory rates = new RateHistory(store, outside.wall());
        endpoints.add(rates.endpoint());
        server.serve(endpoints, guard.access());
        server.every(RateHistory.EVERY_MILLIS, rates::look);
        return new Manager(store, server, audience, guard);
    }

    /** Names that no other process of any time has drawn, and that tell their order. */
    private static Supplier<String> names(Outside outside) {
        String prefix = HexFormat.of().toHexDigits(outside.random().nextLong());
        AtomicLong count = new AtomicLong();
        return () -> prefix + "-" + count.incrementAndGet();
    }

    /** Where it is reached. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** The same as a URL. */
    public String url() {
        InetSocketAddress address = address();
        String host = address.getAddress().getHostAddress();
        return (guard.tls().isPresent() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + address.getPort();
    }

    /** What opens it to a worker of this very program; empty where nobody needs a token. */
    Optional<String> ownToken() {
        return guard.ownToken();
    }

    /** The job {@code default} as it durably stands; empty where there is none. */
    public Optional<JobProgress> job() {
        return store.progress(Job.DEFAULT_NAME);
    }

    /** All jobs as they durably stand, the oldest first. */
    public List<JobProgress> jobs() {
        return store.jobs();
    }

    /**
     * Completes when the job {@code default} is over, ended or halted, and all results are safely in the out folder; never where there
     * is none.
     */
    public CompletableFuture<JobSnapshot> over() {
        return store.whenOver(Job.DEFAULT_NAME);
    }

    /** Completes, exceptionally, when the manager can go on no more. */
    public CompletableFuture<Void> failure() {
        return store.failure();
    }

    /** Whether every worker that has asked of late was told that all is finished. */
    public boolean allTold() {
        return audience.allTold();
    }

    /**
     * Visits the items of the job {@code default} that are in a state, in order. Takes the longer the larger the job is.
     *
     * @throws java.io.UncheckedIOException if one cannot be read
     */
    public void forEachItem(ItemState state, ItemVisitor visitor) {
        store.forEachItem(Job.DEFAULT_NAME, state, visitor);
    }

    /** The data of an item; null when the job's items have none. */
    public @Nullable String data(Job job, long index) {
        return store.data(job, index);
    }

    /** Takes no more requests, answers those that wait, and lays everything down safely. What is in progress stays in progress. */
    @Override
    public void close() {
        server.stop();
        store.close();
        server.close();
        guard.close();
    }
}
