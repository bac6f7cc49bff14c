package dev.workmanager.http;

import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.ChangedItems;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;
import java.util.EnumSet;
import java.util.List;

/** {@code POST /v1/jobs/{job}/items/{id}/retry} and {@code cancel}. */
final class ChangeItemHandler implements Handler {
    /** Makes the command. */
    interface Change {
        Command<Integer> of(Job job, long index);
    }

    /** Try it again, whether it has failed or was cancelled. */
    static final Change RETRY = (job, index) ->
            new Command.Retry(job.no(), List.of(index), EnumSet.of(ItemState.FAILED, ItemState.CANCELLED));

    /** Do not do it; whoever works on it is called back. */
    static final Change CANCEL = (job, index) -> new Command.CancelItems(job.no(), List.of(index));

    private final Store store;
    private final Bodies bodies;
    private final Change change;

    ChangeItemHandler(Store store, Bodies bodies, Change change) {
        this.store = store;
        this.bodies = bodies;
        this.change = change;
    }

    @Override
    public void handle(Call call) {
        Job job = Jobs.of(call, store).job();
        long index = Jobs.index(call, job);
        bodies.skip(
                call,
                () -> call.await(
                        store.submit(change.of(job, index)), changed -> call.answer(new ChangedItems(changed))));
    }
}
