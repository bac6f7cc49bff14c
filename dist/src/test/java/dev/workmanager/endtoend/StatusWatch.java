package dev.workmanager.endtoend;

import dev.workmanager.protocol.Json;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the status again and again, across all lives of the manager: what it says must be true of what was acknowledged, and never
 * go back.
 */
final class StatusWatch implements Closeable, Runnable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** As far as it is looked at. */
    record Status(
            long totalItems,
            long itemsDone,
            long itemsPending,
            long itemsFailed,
            long itemsCancelled,
            List<Object> itemsInProgress) {
        boolean addsUp() {
            return itemsDone + itemsPending + itemsFailed + itemsCancelled + itemsInProgress.size() == totalItems;
        }
    }

    private final int manager;
    private final Ledger ledger;
    private final Thread thread = new Thread(this, "status-watch");
    private volatile boolean closed;
    private volatile @Nullable Status last;

    private StatusWatch(int manager, Ledger ledger) {
        this.manager = manager;
        this.ledger = ledger;
    }

    static StatusWatch start(int manager, Ledger ledger) {
        StatusWatch watch = new StatusWatch(manager, ledger);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** The last one that was answered. */
    Status last() {
        return java.util.Objects.requireNonNull(last, "no status was ever answered");
    }

    @Override
    public void run() {
        try (Wire wire = new Wire(manager)) {
            while (!closed) {
                look(wire);
                LockSupport.parkNanos(PERIOD_NANOS);
            }
        } catch (IOException cannotClose) {
            ledger.fault("the status watch met a defect: " + cannotClose);
        }
    }

    private void look(Wire wire) {
        int acknowledged = ledger.acknowledged();
        Message answer;
        try {
            answer = wire.get("/status");
        } catch (IOException managerIsAway) {
            return;
        }
        ledger.count("status " + answer.status());
        if (answer.status() == 503) {
            return;
        }
        if (answer.status() != 200) {
            ledger.fault("GET /status was answered " + answer.status() + ": " + answer.text());
            return;
        }
        check(Json.read(answer.body(), Status.class), acknowledged);
    }

    private void check(Status status, int acknowledged) {
        Status before = last;
        if (!status.addsUp()) {
            ledger.fault("the counts do not add up: " + status);
        }
        if (status.itemsDone() < acknowledged) {
            ledger.fault(acknowledged + " items were acknowledged as done, then the status says " + status);
        }
        if (before != null && status.itemsDone() < before.itemsDone()) {
            ledger.fault("the status said " + before + ", then " + status);
        }
        last = status;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
