package dev.workmanager.http;

import dev.workmanager.store.EventLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;

/** Those who listen to events, and the clock that they share: it ticks once a second while there is one. Thread-safe. */
final class EventStreams {
    /** No more than so many listen at a time. */
    static final int MOST = 128;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final EventLog log;
    private final JobNews news;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private boolean ticking;
    private boolean closing;

    EventStreams(EventLog log, JobNews news) {
        this.log = log;
        this.news = news;
    }

    int size() {
        return open.size();
    }

    EventLog log() {
        return log;
    }

    JobNews news() {
        return news;
    }

    /**
     * One more listens.
     *
     * @param thread where the clock ticks, if nobody has listened until now
     * @return false if there are too many
     */
    synchronized boolean add(EventStream stream, XnioIoThread thread) {
        if (open.size() >= MOST) {
            return false;
        }
        if (!ticking) {
            ticking = true;
            news.look();
            tickLater(thread);
        }
        open.add(stream);
        return true;
    }

    /** One has gone. */
    void remove(EventStream stream) {
        open.remove(stream);
    }

    private void tickLater(XnioIoThread thread) {
        try {
            thread.executeAfter(() -> tick(thread), 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the server has stopped, and with it the clock of its events");
        }
    }

    private void tick(XnioIoThread thread) {
        if (rests()) {
            return;
        }
        try {
            news.look();
            open.forEach(EventStream::tick);
            cutIfClosed();
        } catch (RuntimeException e) {
            LOG.error("a defect where events are told; going on", e);
        } finally {
            tickLater(thread);
        }
    }

    private synchronized boolean rests() {
        ticking = !open.isEmpty();
        return !ticking;
    }

    /** All were told that it is over; who does not take in even that holds up nobody for longer. */
    private void cutIfClosed() {
        if (closing) {
            open.forEach(EventStream::cut);
        }
        closing = log.closed();
    }
}
