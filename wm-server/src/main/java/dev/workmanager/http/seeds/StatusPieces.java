package dev.workmanager.http.seeds;

import dev.workmanager.http.Pieces;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.Json;
import dev.workmanager.store.JobSnapshot;
import dev.workmanager.store.Store;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The status document, written as it is sent: with a million items in progress it is long. */
final class StatusPieces implements Pieces {
    private static final int ENOUGH = 48 << 10;

    private record Configuration(String type, long from, long to) {}

    /** All but the items in progress. */
    private record Head(
            Configuration configuration,
            long totalItems,
            long itemsDone,
            long itemsPending,
            long itemsFailed,
            long itemsCancelled) {}

    private record InProgress(long id, @Nullable String data) {}

    private final JobSnapshot snapshot;
    private final Store store;
    private int next;
    private boolean begun;

    StatusPieces(JobSnapshot snapshot, Store store) {
        this.snapshot = snapshot;
        this.store = store;
    }

    @Override
    public Piece next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ENOUGH / 8);
        if (!begun) {
            begun = true;
            byte[] head = Json.write(head());
            bytes.write(head, 0, head.length - 1);
            append(bytes, ",\"itemsInProgress\":[");
        }
        while (next < snapshot.running().length && bytes.size() < ENOUGH) {
            bytes.writeBytes(Json.write(inProgress(snapshot.running()[next])));
            next++;
            append(bytes, next < snapshot.running().length ? "," : "");
        }
        boolean last = next == snapshot.running().length;
        append(bytes, last ? "]}" : "");
        return new Piece(bytes.toByteArray(), last);
    }

    private static void append(ByteArrayOutputStream bytes, String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Head head() {
        Source source = snapshot.job().source();
        Counts counts = snapshot.counts();
        return new Head(
                new Configuration(source.hasData() ? "list" : "numerical", source.first(), source.last()),
                counts.total(),
                counts.done(),
                counts.pending(),
                counts.failed(),
                counts.cancelled());
    }

    private InProgress inProgress(long index) {
        Job job = snapshot.job();
        return new InProgress(job.source().id(index), store.data(job, index));
    }
}
