package dev.workmanager.http;

import dev.workmanager.model.Job;
import dev.workmanager.protocol.JobStatus;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.NewJob;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.store.Store;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A job whose items are frozen, on its way into the store. Its list goes again unless the job was made of it. */
final class Submission {
    /** What the store said: one of both. */
    private record Answer(@Nullable Job job, @Nullable Throwable failure) {}

    private final Store store;
    private final Call call;
    private final NewJob wanted;

    Submission(Store store, Call call, NewJob wanted) {
        this.store = store;
        this.call = call;
        this.wanted = wanted;
    }

    void begin() {
        call.await(store.submit(new Command.Submit(wanted)).handle(Answer::new), this::end);
    }

    private void end(Answer answer) {
        Job job = answer.job();
        Throwable failure = answer.failure();
        if (job != null && job.id().equals(wanted.id())) {
            call.status(StatusCodes.CREATED);
            call.header(Headers.LOCATION, JobStatus.path(job.name()));
            show();
        } else if (failure instanceof RefusedException) {
            withoutList(() -> call.refuse(failure));
        } else if (failure != null) {
            // Nobody knows whether the job was made: the next start does, and removes a list that has none.
            call.refuse(failure);
        } else {
            withoutList(this::show);
        }
    }

    private void show() {
        call.answer(JobViews.of(Jobs.named(wanted.name(), store)));
    }

    private void withoutList(Runnable then) {
        call.work(
                () -> {
                    try {
                        store.discardItemList(wanted.id());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return wanted;
                },
                discarded -> then.run());
    }
}
