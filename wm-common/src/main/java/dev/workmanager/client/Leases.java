package dev.workmanager.client;

import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.protocol.RenewRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Renews everything that the worker holds, in one request each third of the shortest lease, on a thread of its own; and tells the
 * holder of an attempt that the manager does not want any more. A renewal that fails is repeated sooner, and never later than a
 * third of the lease: as long as the manager is back within a lease nothing is lost. Never gives up. Thread-safe.
 */
final class Leases implements AutoCloseable {
    /** The source of requests that {@link Outage} knows the renewals as. */
    static final int SOURCE = 1 << 16;

    /** Sends one renewal, told how long it may take. */
    interface Sender {
        RenewAnswer renew(List<String> tokens, List<RenewRequest.Progress> progress, Duration limit);
    }

    /** News of how far attempts are is told no more often. */
    private static final long TELLING = TimeUnit.SECONDS.toNanos(2);

    /**
     * @param fate how the manager says that an offered attempt stands, once it does not want it any more
     * @param progress how far it says it is
     */
    private record Held(
            long third,
            Consumer<RenewAnswer.Lease> onLost,
            Predicate<String> showsLife,
            boolean running,
            Optional<String> fate,
            Optional<String> progress) {
        private Held offered(Optional<String> known) {
            return new Held(third, onLost, showsLife, false, known, progress);
        }

        private Held at(String line) {
            return new Held(third, onLost, showsLife, running, fate, Optional.of(line));
        }
    }

    /** What one request tells. */
    private record News(List<String> tokens, List<RenewRequest.Progress> progress) {
        /** The manager takes only so much at a time. */
        private static final int MOST = 5_000;

        private List<News> parts() {
            List<News> parts = new ArrayList<>();
            for (int from = 0; from < tokens.size(); from += MOST) {
                List<String> some = tokens.subList(from, Math.min(tokens.size(), from + MOST));
                Set<String> these = Set.copyOf(some);
                parts.add(new News(
                        some,
                        progress.stream()
                                .filter(said -> these.contains(said.token()))
                                .toList()));
            }
            return parts;
        }
    }

    private final Sender sender;
    private final RetryPolicy retry;
    private final Gate gate;
    private final Orders orders;
    private final Outage outage;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Map<String, Held> held = new HashMap<>();
    private @Nullable Thread thread;
    private boolean closed;
    private int failures;
    private long due;
    private long told;
    private boolean untold;

    Leases(
            Sender sender,
            RetryPolicy retry,
            Gate gate,
            Orders orders,
            Outage outage,
            LongSupplier nanos,
            RandomGenerator random) {
        this.sender = sender;
        this.retry = retry;
        this.gate = gate;
        this.orders = orders;
        this.outage = outage;
        this.nanos = nanos;
        this.random = random;
        this.told = nanos.getAsLong() - TELLING;
    }

    /**
     * Renews this attempt from now on.
     *
     * @param showsLife told the token before each renewal, as long as the attempt is worked on: whether it is to be renewed
     * @param onLost told once, on the renewing thread, how the attempt stands if it is not held any more; must not block
     */
    synchronized void hold(HandedItem item, Consumer<RenewAnswer.Lease> onLost, Predicate<String> showsLife) {
        long third =
                item.leaseMillis() <= 0 ? Long.MAX_VALUE / 4 : TimeUnit.MILLISECONDS.toNanos(item.leaseMillis()) / 3;
        // Another slot may have been told meanwhile that all is finished: then this one is asked about at once.
        long first = nanos.getAsLong() + (gate.finished() ? 0 : third);
        due = held.isEmpty() || first - due < 0 ? first : due;
        held.put(item.token(), new Held(third, onLost, showsLife, true, Optional.empty(), Optional.empty()));
        if (thread == null) {
            thread = new Thread(this::run, "wm-renewals");
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    /** The work on this attempt is over, its completion is being offered: it is still renewed, and cannot be lost any more. */
    synchronized void offered(String token) {
        held.computeIfPresent(token, (same, holding) -> holding.offered(Optional.empty()));
    }

    /** How an offered attempt stands, if the manager does not want it any more. */
    synchronized Optional<String> fate(String token) {
        return Optional.ofNullable(held.get(token)).flatMap(Held::fate);
    }

    /** How far an attempt says it is; the manager hears of it soon. */
    synchronized void progress(String token, String line) {
        Held holding = held.get(token);
        if (holding != null && !holding.progress().equals(Optional.of(line))) {
            held.put(token, holding.at(line));
            untold = true;
            notifyAll();
        }
    }

    /** Renews this attempt no more. */
    synchronized void forget(String token) {
        held.remove(token);
    }

    /** Whether some attempt is worked on, or its completion is being offered. */
    synchronized boolean any() {
        return !held.isEmpty();
    }

    /** Renews at once. */
    synchronized void renewNow() {
        due = nanos.getAsLong();
        notifyAll();
    }

    /** Ends the thread. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        for (News news = awaitDue(); !news.tokens().isEmpty(); news = awaitDue()) {
            renew(news);
        }
    }

    /** What is to be renewed now; nothing once closed. */
    private synchronized News awaitDue() {
        try {
            while (!closed) {
                long left = next() - nanos.getAsLong();
                if (held.isEmpty()) {
                    wait();
                } else if (left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
                } else {
                    return news();
                }
            }
            return new News(List.of(), List.of());
        } catch (InterruptedException e) {
            throw new IllegalStateException("the renewing thread is not to be interrupted", e);
        }
    }

    private long next() {
        long soon = told + TELLING;
        return untold && failures == 0 && soon - due < 0 ? soon : due;
    }

    private News news() {
        List<RenewRequest.Progress> progress = new ArrayList<>();
        held.forEach((token, holding) ->
                holding.progress().ifPresent(line -> progress.add(new RenewRequest.Progress(token, line))));
        told = nanos.getAsLong();
        untold = false;
        return new News(List.copyOf(held.keySet()), progress);
    }

    private void renew(News all) {
        long began = nanos.getAsLong();
        long third = shortestThird();
        News news = living(all);
        if (news.tokens().isEmpty()) {
            dueAt(began + third);
            return;
        }
        try {
            for (News part : news.parts()) {
                RenewAnswer answer = sender.renew(part.tokens(), part.progress(), Duration.ofNanos(third));
                outage.heard(SOURCE);
                answer.leases().forEach(this::hear);
                orders.hear(answer.order());
            }
            failures = 0;
            dueAt(began + third);
        } catch (ManagerException e) {
            failures++;
            dueAt(nanos.getAsLong() + Math.min(retry.nanos(failures, random), third));
            if (gate.finished()) {
                // The manager said that all is over, and has gone.
                news.tokens().forEach(token -> hear(new RenewAnswer.Lease(token, Outcome.SUPERSEDED)));
            } else {
                outage.failed(SOURCE, e.getMessage());
            }
        }
    }

    /** Without those that show no life. Asked without our lock, since whoever answers may have one of his own. */
    private News living(News all) {
        Set<String> silent = new HashSet<>();
        watched().forEach((token, showsLife) -> {
            if (!showsLife.test(token)) {
                silent.add(token);
            }
        });
        return silent.isEmpty()
                ? all
                : new News(
                        all.tokens().stream()
                                .filter(token -> !silent.contains(token))
                                .toList(),
                        all.progress().stream()
                                .filter(each -> !silent.contains(each.token()))
                                .toList());
    }

    private synchronized Map<String, Predicate<String>> watched() {
        Map<String, Predicate<String>> watched = new HashMap<>();
        held.forEach((token, holding) -> {
            if (holding.running()) {
                watched.put(token, holding.showsLife());
            }
        });
        return watched;
    }

    private synchronized long shortestThird() {
        return held.values().stream().mapToLong(Held::third).min().orElse(TimeUnit.SECONDS.toNanos(1));
    }

    private synchronized void dueAt(long when) {
        due = when;
    }

    private void hear(RenewAnswer.Lease lease) {
        switch (lease.standing()) {
            case Outcome.SUPERSEDED, Outcome.CANCELLED, Outcome.UNKNOWN ->
                lost(lease).accept(lease);
            default -> {
                // Held, or its end was accepted while the renewal was under way, or a newer manager's word.
            }
        }
    }

    /** Whom to tell; nobody if the attempt is not worked on any more. */
    private synchronized Consumer<RenewAnswer.Lease> lost(RenewAnswer.Lease lease) {
        Held holding = held.get(lease.token());
        if (holding != null && holding.running()) {
            held.remove(lease.token());
            return holding.onLost();
        }
        held.computeIfPresent(lease.token(), (token, offered) -> offered.offered(Optional.of(lease.standing())));
        return nobody -> {};
    }
}
