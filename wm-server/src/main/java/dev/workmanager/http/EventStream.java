package dev.workmanager.http;

import dev.workmanager.store.EventId;
import dev.workmanager.store.EventLog;
import dev.workmanager.store.EventPage;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * One who listens to events. Holds no thread: it writes as its client takes, reads on only when all that is out, and what was
 * overwritten meanwhile is a gap for this one alone. Lives on the IO thread of its request.
 */
final class EventStream implements IoCallback {
    /** Some ten thousand bytes at a time. */
    private static final int PAGE = 128;

    /** Who has had everything looks again after so long at the earliest, whatever happens meanwhile. */
    private static final long REST_MILLIS = 50;

    /** Nobody takes a connection for dead on which there is something at least so often. */
    private static final int QUIET_SECONDS = 15;

    /** A client that takes nothing for so long is gone. */
    private static final long PATIENCE_MILLIS = 60_000;

    private final Call call;
    private final EventStreams streams;
    private final EventLog log;
    private final WrittenEvents written;
    private final EventFilter filter;
    private EventId place;
    private EventId told;
    private long heard;
    private int quiet;
    private boolean ticked;
    private boolean resting;
    private boolean writing;
    private boolean over;
    private XnioExecutor.@Nullable Key timer;

    EventStream(Call call, EventStreams streams, WrittenEvents written, EventFilter filter, EventId place) {
        this.call = call;
        this.streams = streams;
        this.log = streams.log();
        this.written = written;
        this.filter = filter;
        this.place = place;
        this.told = place;
    }

    void begin() {
        heard = streams.news().glance();
        call.closeWhenOver(() -> streams.remove(this));
        call.watchClient(this::cut);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        EventTexts.begin(place, text);
        write(text);
    }

    /** Another second has gone by. Any thread. */
    void tick() {
        call.onIoThread(() -> {
            ticked = true;
            goOn();
        });
    }

    /** Ends it, whatever is on its way. Any thread. */
    void cut() {
        call.onIoThread(() -> {
            over = true;
            stopTimer();
            // In this order: else it would wait for a client that takes nothing.
            IoUtils.safeClose(call.http().getConnection());
            call.end();
        });
    }

    private void goOn() {
        if (writing || over) {
            return;
        }
        boolean closed = log.closed();
        EventPage page = log.after(place, filter, PAGE);
        ByteArrayOutputStream text = text(page);
        over = closed && !page.more();
        if (text.size() > 0 || over) {
            write(text);
        } else if (page.more()) {
            call.later(this::goOn);
        } else {
            rest();
        }
    }

    private ByteArrayOutputStream text(EventPage page) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        page.gap().ifPresent(gap -> {
            EventTexts.gap(gap, text);
            told = gap.upTo();
        });
        page.events().forEach(entry -> {
            text.writeBytes(written.of(entry));
            told = entry.id();
        });
        place = page.next();
        if (ticked) {
            ticked = false;
            eachSecond(text);
        }
        return text;
    }

    private void eachSecond(ByteArrayOutputStream text) {
        long glance = streams.news().glance();
        for (JobNews.Moved moved : streams.news().since(heard)) {
            String name = moved.job().job().name();
            // Its end may have been told already, and comes last.
            if (filter.wantsProgress(name) && !streams.news().isOver(name)) {
                EventTexts.progress(place, moved.body(), text);
                told = place;
            }
        }
        heard = glance;
        if (!told.equals(place)) {
            // Who asks for little shall not fall behind for that.
            EventTexts.place(place, text);
            told = place;
        }
        quiet++;
        if (quiet >= QUIET_SECONDS && text.size() == 0) {
            EventTexts.comment(text);
        }
    }

    private void rest() {
        if (!resting) {
            resting = true;
            CompletableFuture<Void> unused = log.more(place).thenRun(() -> call.later(this::wakeUp, REST_MILLIS));
        }
    }

    private void wakeUp() {
        resting = false;
        goOn();
    }

    private void write(ByteArrayOutputStream text) {
        writing = true;
        quiet = 0;
        timer = call.later(this::cut, PATIENCE_MILLIS);
        call.http().getResponseSender().send(ByteBuffer.wrap(text.toByteArray()), this);
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
        stopTimer();
        writing = false;
        if (over) {
            IoCallback.END_EXCHANGE.onComplete(exchange, sender);
        } else {
            call.later(this::goOn);
        }
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException failure) {
        stopTimer();
        over = true;
        IoCallback.END_EXCHANGE.onException(exchange, sender, failure);
    }

    private void stopTimer() {
        XnioExecutor.Key running = timer;
        if (running != null) {
            running.remove();
        }
    }
}
