package dev.workmanager.http;

import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.StoredResult;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Renewed;
import dev.workmanager.rules.Result;
import dev.workmanager.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * {@code PUT /v1/leases/{token}/result}: the bytes lie safely, and count once an exchange names them. Only who holds the item may put
 * its result, and while bytes arrive the lease is renewed; who does not, or does no longer, is told {@code superseded}, and in words
 * what became of the attempt.
 */
final class ResultHandler implements Handler {
    /** A third of the shortest lease there is. */
    private static final long RENEW_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Store store;
    private final Bodies bodies;
    private final LongSupplier nanoTime;

    ResultHandler(Store store, Bodies bodies, LongSupplier nanoTime) {
        this.store = store;
        this.bodies = bodies;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handle(Call call) {
        String text = call.parameter("token");
        Command.Renew renew = new Command.Renew(Optional.empty(), List.of(LeaseToken.parse(text)));
        call.await(store.submit(renew), renewed -> {
            Standings.requireHeld(text, renewed.standings().get(0), "its result is not wanted");
            bodies.part(call, text, new Renewal(renew), part -> call.answer(answer(part)));
        });
    }

    private static StoredResult answer(Result.Part part) {
        return new StoredResult(part.size(), part.hash().toString());
    }

    /** Renews one lease, not too often. */
    private final class Renewal implements Runnable {
        private final Command.Renew command;
        private long renewedAt = nanoTime.getAsLong();

        Renewal(Command.Renew command) {
            this.command = command;
        }

        @Override
        public void run() {
            long now = nanoTime.getAsLong();
            if (now - renewedAt >= RENEW_NANOS) {
                renewedAt = now;
                // Whether it still holds the item is told when the exchange names the result.
                CompletableFuture<Renewed> unused = store.submit(command);
            }
        }
    }
}
