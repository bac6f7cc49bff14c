package dev.workmanager.http;

import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.StoredLog;
import dev.workmanager.rules.Command;
import dev.workmanager.store.Store;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /v1/leases/{token}/log?offset=}: more of what the program of an attempt says. Only who holds the item may add to its
 * log, and whoever does is alive: the lease is renewed.
 */
final class LogHandler implements Handler {
    private static final String OFFSET = "offset";

    private final Store store;
    private final Bodies bodies;

    LogHandler(Store store, Bodies bodies) {
        this.store = store;
        this.bodies = bodies;
    }

    @Override
    public void handle(Call call) {
        Queries.requireOnly(call, OFFSET);
        if (call.query(OFFSET).isEmpty()) {
            throw Queries.wrong(OFFSET + ": how many bytes of the log come before these is missing");
        }
        long offset = Queries.number(call, OFFSET, 0, Long.MAX_VALUE, 0);
        String text = call.parameter("token");
        Optional<LeaseToken> token = LeaseToken.parse(text);
        bodies.read(
                call,
                StoredLog.MAX_APPEND,
                bytes -> call.await(store.submit(new Command.Renew(Optional.empty(), List.of(token))), renewed -> {
                    Standings.requireHeld(text, renewed.standings().get(0), "nothing is added to its log");
                    call.work(
                            () -> store.logs().append(token.orElseThrow(), offset, ByteBuffer.wrap(bytes)),
                            call::answer);
                }));
    }
}
