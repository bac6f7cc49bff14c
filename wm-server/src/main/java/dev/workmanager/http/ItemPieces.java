package dev.workmanager.http;

import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.protocol.Json;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.JobProgress;
import dev.workmanager.store.Store;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.BiFunction;

/** Items of a job, one a line, read as the client takes them. An item that changes meanwhile is shown as it was or as it is. */
final class ItemPieces implements Pieces {
    private static final int ENOUGH = 48 << 10;
    private static final int PAGE = 100;

    private final Store store;
    private final BiFunction<Job, ItemPage.Entry, ItemStatus> view;
    private final Job job;
    private final Optional<ItemState> state;
    private long next;
    private long left;
    private boolean ended;

    ItemPieces(
            Store store,
            BiFunction<Job, ItemPage.Entry, ItemStatus> view,
            Job job,
            Optional<ItemState> state,
            long from,
            long limit) {
        this.store = store;
        this.view = view;
        this.job = job;
        this.state = state;
        this.next = from;
        this.left = limit;
    }

    @Override
    public Piece next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ENOUGH);
        while (!ended && bytes.size() < ENOUGH) {
            Job now = current();
            ItemPage page = store.page(now, state, next, (int) Math.min(PAGE, left));
            for (ItemPage.Entry entry : page.items()) {
                bytes.writeBytes(Json.write(view.apply(now, entry)));
                bytes.write('\n');
            }
            left -= page.items().size();
            ended = page.next().isEmpty() || left == 0;
            next = page.next().orElse(next);
        }
        return new Piece(bytes.toByteArray(), ended);
    }

    /** Cancelled or paused meanwhile it is the same; deleted, it has no items any more. */
    private Job current() {
        return store.progress(job.name())
                .map(JobProgress::job)
                .filter(known -> known.id().equals(job.id()))
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NOT_FOUND, "job '" + job.name() + "' was deleted while its items were read"));
    }
}
