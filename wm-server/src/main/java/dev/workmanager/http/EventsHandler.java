package dev.workmanager.http;

import dev.workmanager.metrics.Family;
import dev.workmanager.metrics.Measured;
import dev.workmanager.store.EventId;
import dev.workmanager.store.Store;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/events}: what happens, as it happens; with the id of an event what has happened since that one, too. */
final class EventsHandler implements Handler, Measured {
    private static final String AFTER = "after";
    private static final HttpString LAST_EVENT_ID = new HttpString("Last-Event-ID");
    private static final HttpString PROXY_BUFFERING = new HttpString("X-Accel-Buffering");
    private static final Duration UNTIL_SOMEBODY_LEAVES = Duration.ofSeconds(5);

    private final Store store;
    private final WrittenEvents written;
    private final EventStreams streams;

    EventsHandler(Store store, InstantSource wall) {
        this.store = store;
        this.written = new WrittenEvents(new EventTexts(store));
        this.streams = new EventStreams(store.events(), new JobNews(store, wall));
    }

    @Override
    public List<Family> measure() {
        return List.of(
                Family.gauge("wm_event_listeners", "Clients that listen to events; " + EventStreams.MOST + " may.")
                        .with(streams.size()));
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, List.of(AFTER), List.of(EventFilter.JOB, EventFilter.KIND));
        EventFilter filter = EventFilter.of(call);
        EventId place = place(call).orElseGet(() -> store.events().newest());
        call.header(Headers.CONTENT_TYPE, EventTexts.TYPE);
        call.header(Headers.CACHE_CONTROL, "no-store");
        call.header(PROXY_BUFFERING, "no");
        if (call.asksForHeadOnly()) {
            call.end();
            return;
        }
        EventStream stream = new EventStream(call, streams, written, filter, place);
        if (!streams.add(stream, call.http().getIoThread())) {
            throw new ComeAgainException(
                    EventStreams.MOST + " listen to events already, and no more may", UNTIL_SOMEBODY_LEAVES);
        }
        stream.begin();
    }

    /** The header comes first: a browser that connects again sends it to the address that it had at first. */
    private static Optional<EventId> place(Call call) {
        return call.header(LAST_EVENT_ID)
                .or(() -> call.query(AFTER))
                .filter(text -> !text.isEmpty())
                .map(text -> EventId.parse(text)
                        .orElseThrow(() -> Queries.wrong(
                                "after, or Last-Event-ID: an id that an event had here, not '" + text + "'")));
    }
}
