package dev.workmanager.client;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.StoredLog;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends the logs of all that a worker holds, on a thread of its own that begins with the first byte; the end of each is sent by the
 * thread of its slot. Nobody else waits for it. A manager that is too old to take logs gets none. Thread-safe.
 */
final class LogShipping implements AutoCloseable {
    /** So that one who says much does not keep the others waiting. */
    private static final int MOST_PIECES = 8;
    /** In a hurry the last words get so much time. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** Sends one piece, told how long it may take. */
    interface Client {
        StoredLog append(String token, long offset, byte[] bytes, Duration limit, Cut cut);
    }

    private final Client client;
    private final WorkSettings settings;
    private final Gate gate;
    private final LogQueue queue;
    private @Nullable Thread thread;
    private boolean closed;
    private boolean unwanted;

    LogShipping(Client client, WorkSettings settings, Gate gate, LongSupplier nanos, RandomGenerator random) {
        this.client = client;
        this.settings = settings;
        this.gate = gate;
        this.queue = new LogQueue(settings.retry(), nanos, random);
    }

    /** The log of an attempt that begins. */
    AttemptLog begin(String token) {
        return new AttemptLog(token, this);
    }

    /**
     * Something waits in a log.
     *
     * @param much whether it is much
     */
    void wake(AttemptLog log, boolean much) {
        if (!isUnwanted()) {
            startThread();
            queue.add(log, much);
        }
    }

    private synchronized void startThread() {
        if (thread == null && !closed) {
            thread = new Thread(null, this::run, "wm-logs", 256 << 10);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Sends what is left of a log, as long as it takes; for the thread of its slot.
     *
     * @param wanted whether the attempt still holds its item, as far as is known
     * @throws GaveUpException after too long without the manager
     */
    void finish(AttemptLog log, Persistence persistence, BooleanSupplier wanted) {
        log.end();
        try {
            if (isUnwanted() || !log.waits()) {
                return;
            }
            if (gate.hurried()) {
                sendAll(log, LAST_WORDS, wanted);
            } else {
                persistence.until(() -> true, limit -> sendAll(log, limit, wanted));
            }
        } catch (RefusedException e) {
            hear(e, log);
        } catch (GaveUpException e) {
            if (!gate.finished()) {
                throw e;
            }
        } catch (AgainException | UnavailableException noTimeForASecondTry) {
            log.drop();
        }
    }

    private boolean sendAll(AttemptLog log, Duration limit, BooleanSupplier wanted) {
        try {
            while (wanted.getAsBoolean() && send(log, limit)) {
                // until all is sent, or there is no room for it
            }
            return true;
        } catch (CutException e) {
            throw new AgainException(e);
        }
    }

    private boolean send(AttemptLog log, Duration limit) {
        Cut cut = gate.open(false);
        Duration most = limit.compareTo(settings.answerWithin()) < 0 ? limit : settings.answerWithin();
        try {
            return log.send((token, offset, bytes) -> client.append(token, offset, bytes, most, cut));
        } finally {
            gate.close(cut);
        }
    }

    /** Ends the thread. */
    @Override
    public synchronized void close() {
        closed = true;
        queue.close();
    }

    private void run() {
        for (List<AttemptLog> logs = queue.awaitDue(); !logs.isEmpty(); logs = queue.awaitDue()) {
            ship(logs);
        }
    }

    private void ship(List<AttemptLog> logs) {
        boolean reached = true;
        for (AttemptLog log : logs) {
            reached = reached && shipped(log);
            if (!log.hasEnded() && log.waits()) {
                wake(log, false);
            }
        }
    }

    /** Whether the manager was there. */
    private boolean shipped(AttemptLog log) {
        boolean reached = true;
        try {
            for (int i = 0; i < MOST_PIECES && !log.hasEnded() && send(log, settings.answerWithin()); i++) {
                // one piece after the other
            }
        } catch (RefusedException e) {
            hear(e, log);
        } catch (UnavailableException | CutException e) {
            reached = false;
        }
        queue.tried(reached);
        return reached;
    }

    private synchronized void hear(RefusedException refusal, AttemptLog log) {
        log.drop();
        unwanted |= refusal.is(ErrorCode.NOT_FOUND) || refusal.is(ErrorCode.METHOD_NOT_ALLOWED);
    }

    private synchronized boolean isUnwanted() {
        return unwanted;
    }
}
