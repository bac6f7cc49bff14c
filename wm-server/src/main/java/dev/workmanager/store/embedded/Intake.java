package dev.workmanager.store.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where commands wait for the writer, and actions that other threads want done on its own. Any thread puts in; the writer takes out.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** A batch takes no further commands once their results have so many bytes. */
    private static final long MAX_BATCH_BYTES = 4 << 20;

    private static final int MAX_BATCH = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<Batch.Pending<?>> commands = new ArrayDeque<>();
    private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();
    private boolean closed;

    /** Queues a command; false if none are taken any more. */
    boolean offer(Batch.Pending<?> command) {
        lock.lock();
        try {
            if (!closed) {
                commands.add(command);
                work.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** How many commands wait. */
    int size() {
        lock.lock();
        try {
            return commands.size();
        } finally {
            lock.unlock();
        }
    }

    /** Has something done by the writer, before the next commands. */
    void act(Runnable action) {
        actions.add(action);
        wake();
    }

    /** No further commands are taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes all commands that wait, up to the bounds of a batch.
     *
     * @param waitMillis how long to wait for something to do; not at all if not positive
     */
    List<Batch.Pending<?>> take(long waitMillis) {
        List<Batch.Pending<?>> taken = new ArrayList<>();
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (nanos > 0 && commands.isEmpty() && actions.isEmpty() && !closed) {
                nanos = work.awaitNanos(nanos);
            }
            long bytes = 0;
            while (!commands.isEmpty() && taken.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES) {
                Batch.Pending<?> next = commands.remove();
                bytes += next.resultBytes();
                taken.add(next);
            }
        } catch (InterruptedException e) {
            // A thread that writes files must not be interrupted; whoever does it wants the store closed.
            LOG.warn("the store's writer was interrupted; closing");
            closed = true;
        } finally {
            lock.unlock();
        }
        return taken;
    }

    /** Does what others want done. By the writer. */
    void runActions() {
        for (Runnable action = actions.poll(); action != null; action = actions.poll()) {
            action.run();
        }
    }

    /** Waits until there is something that others want done, and does it. By the writer. */
    void awaitActions() {
        lock.lock();
        try {
            while (actions.isEmpty()) {
                work.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        runActions();
    }
}
