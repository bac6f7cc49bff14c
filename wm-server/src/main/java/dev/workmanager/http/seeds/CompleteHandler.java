package dev.workmanager.http.seeds;

import dev.workmanager.http.Bodies;
import dev.workmanager.http.Call;
import dev.workmanager.http.Handler;
import dev.workmanager.model.Job;
import dev.workmanager.model.Source;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Taken;
import dev.workmanager.store.Store;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** {@code POST /job/{id}}: the item is done, the body is its result; then as {@code POST /job}. */
final class CompleteHandler implements Handler {
    private final Store store;
    private final Bodies bodies;
    private final HandOver handOver;

    CompleteHandler(Store store, Bodies bodies, HandOver handOver) {
        this.store = store;
        this.bodies = bodies;
        this.handOver = handOver;
    }

    @Override
    public void handle(Call call) {
        Wait wait = Wait.of(call);
        // Before its body is read: who names no item need not send it.
        long id = id(call.parameter("id"));
        bodies.result(call, result -> {
            CompletableFuture<Taken> taken = store.submit(
                    new Command.Complete(Job.DEFAULT_NAME, id, result, wait.whileRunning(), wait.millis()),
                    call::releaseBody);
            if (result instanceof Result.Part part) {
                taken = taken.whenComplete((answer, refused) -> {
                    if (refused != null) {
                        discard(part, refused);
                    }
                });
            }
            handOver.when(taken, call);
        });
    }

    private long id(String text) {
        boolean number = !text.isEmpty()
                && text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(CompleteHandler::digit);
        if (!number || text.equals("-")) {
            throw new RefusedException(ErrorCode.MALFORMED_REQUEST, "an item has a number, not '" + text + "'");
        }
        Source source = store.progress(Job.DEFAULT_NAME)
                .orElseThrow(() ->
                        new RefusedException(ErrorCode.NOT_FOUND, "there is no job '" + Job.DEFAULT_NAME + "' here"))
                .job()
                .source();
        OptionalLong id = parsed(text);
        if (id.isEmpty() || source.index(id.getAsLong()).isEmpty()) {
            throw new RefusedException(
                    ErrorCode.UNKNOWN_ITEM,
                    "there is no item " + text + "; the items are numbered " + source.first() + " to " + source.last());
        }
        return id.getAsLong();
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Nothing for a number that is too long for any item. */
    private static OptionalLong parsed(String digits) {
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException tooLong) {
            return OptionalLong.empty();
        }
    }

    private void discard(Result.Part part, Throwable why) {
        try {
            store.discard(part);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }
}
