package dev.workmanager.http;

import dev.workmanager.model.ItemState;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.EventKind;
import dev.workmanager.protocol.GapEvent;
import dev.workmanager.protocol.ItemEvent;
import dev.workmanager.protocol.JobEvent;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.WorkerEvent;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.Event;
import dev.workmanager.store.EventId;
import dev.workmanager.store.EventPage;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Events as they go over the wire: server-sent events, each with one line of JSON. Thread-safe. */
final class EventTexts {
    static final String TYPE = "text/event-stream";

    private static final int RETRY_MILLIS = 2_000;

    private final AttemptViews attempts;

    EventTexts(Store store) {
        this.attempts = new AttemptViews(store);
    }

    /** The kind of an event. */
    static EventKind kind(Event event) {
        if (event instanceof Event.OfJob job) {
            return kind(job.change());
        }
        return event instanceof Event.OfItem item ? kind(item.state()) : kind(((Event.OfWorker) event).change());
    }

    private static EventKind kind(Event.OfJob.Change change) {
        return switch (change) {
            case SUBMITTED -> EventKind.JOB_SUBMITTED;
            case CHANGED -> EventKind.JOB_CHANGED;
            case ENDED -> EventKind.JOB_ENDED;
            case DELETED -> EventKind.JOB_DELETED;
        };
    }

    private static EventKind kind(ItemState state) {
        return switch (state) {
            case PENDING -> EventKind.ITEM_PENDING;
            case DONE -> EventKind.ITEM_DONE;
            case FAILED -> EventKind.ITEM_FAILED;
            case CANCELLED -> EventKind.ITEM_CANCELLED;
            case RUNNING -> throw new IllegalArgumentException("there is no event of an item that runs");
        };
    }

    private static EventKind kind(Event.OfWorker.Change change) {
        return switch (change) {
            case SEEN -> EventKind.WORKER_SEEN;
            case LOST -> EventKind.WORKER_LOST;
            case BACK -> EventKind.WORKER_BACK;
            case ORDERED -> EventKind.WORKER_ORDERED;
        };
    }

    /** What comes first: when to come again, and where the reader stands. */
    static void begin(EventId place, ByteArrayOutputStream out) {
        out.writeBytes(("retry: " + RETRY_MILLIS + "\n").getBytes(StandardCharsets.US_ASCII));
        place(place, out);
    }

    /** Where the reader stands, with nothing that it has asked for. */
    static void place(EventId place, ByteArrayOutputStream out) {
        out.writeBytes(("id: " + place + "\n\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Nothing, so that nobody on the way takes the connection for dead. */
    static void comment(ByteArrayOutputStream out) {
        out.writeBytes(new byte[] {':', '\n', '\n'});
    }

    /** What is lost for the reader. */
    static void gap(EventPage.Gap gap, ByteArrayOutputStream out) {
        OptionalLong lost = gap.lost();
        GapEvent body = new GapEvent(
                EventKind.GAP.word(),
                gap.after().toString(),
                gap.upTo().toString(),
                lost.isPresent() ? (Long) lost.getAsLong() : null);
        write(gap.upTo(), EventKind.GAP, Json.write(body), out);
    }

    /** One event. */
    byte[] event(EventPage.Entry entry) {
        EventKind kind = kind(entry.event());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(entry.id(), kind, Json.write(body(kind, entry.event())), out);
        return out.toByteArray();
    }

    private Object body(EventKind kind, Event event) {
        if (event instanceof Event.OfJob job) {
            return body(kind, event.at(), job.job());
        }
        return event instanceof Event.OfItem item ? body(kind, item) : body(kind, (Event.OfWorker) event);
    }

    private static JobEvent body(EventKind kind, long at, JobProgress job) {
        return new JobEvent(kind.word(), Times.text(at), job.job().name(), JobViews.of(job));
    }

    private ItemEvent body(EventKind kind, Event.OfItem item) {
        return new ItemEvent(
                kind.word(),
                Times.text(item.at()),
                item.job().name(),
                item.job().source().id(item.index()),
                item.attempt() == null ? null : attempts.of(item.attempt()),
                Times.textUnlessNever(item.notBefore()));
    }

    private static WorkerEvent body(EventKind kind, Event.OfWorker event) {
        Worker worker = event.worker();
        @Nullable About about = worker.about();
        return new WorkerEvent(
                kind.word(),
                Times.text(event.at()),
                worker.id().text(),
                about == null ? null : about.group(),
                about == null ? null : about.host(),
                Standings.order(worker.order()));
    }

    /** How far a job is at a time, for readers who stand at a place. */
    static void progress(EventId place, byte[] body, ByteArrayOutputStream out) {
        write(place, EventKind.JOB_PROGRESS, body, out);
    }

    /** The body that says how far a job is at a time. */
    static byte[] progress(long at, JobProgress job) {
        return Json.write(body(EventKind.JOB_PROGRESS, at, job));
    }

    private static void write(EventId id, EventKind kind, byte[] json, ByteArrayOutputStream out) {
        String head = "id: " + id + "\nevent: " + kind.word() + "\ndata: ";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(json);
        out.writeBytes(new byte[] {'\n', '\n'});
    }
}
