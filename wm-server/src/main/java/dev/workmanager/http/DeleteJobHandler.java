package dev.workmanager.http;

import dev.workmanager.model.JobId;
import dev.workmanager.protocol.DeletedJob;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code DELETE /v1/jobs/{job}}: forgets a job that has ended. Its results stay where they are. */
final class DeleteJobHandler implements Handler {
    private final Store store;
    private final Bodies bodies;

    DeleteJobHandler(Store store, Bodies bodies) {
        this.store = store;
        this.bodies = bodies;
    }

    @Override
    public void handle(Call call) {
        String name = call.parameter("job");
        bodies.skip(call, () -> {
            if (store.progress(name).isEmpty()) {
                call.answer(new DeletedJob(false));
                return;
            }
            call.await(
                    store.submit(new Command.DeleteJob(name)),
                    deleted -> call.work(() -> withoutList(deleted.id()), call::answer));
        });
    }

    private DeletedJob withoutList(JobId job) {
        try {
            store.logs().discard(job);
            store.discardItemList(job);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the job is deleted, but not its list of items; the next start does that", e);
        }
        return new DeletedJob(true);
    }
}
