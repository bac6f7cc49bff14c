package dev.workmanager.http;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.ReleaseAnswer;
import dev.workmanager.protocol.ReleaseRequest;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.Result;
import dev.workmanager.store.Store;
import java.util.List;

/** {@code POST /v1/leases/release}. */
final class ReleaseHandler implements Handler {
    private static final int MAX_BODY = 1 << 20;

    private final Store store;
    private final Bodies bodies;

    ReleaseHandler(Store store, Bodies bodies) {
        this.store = store;
        this.bodies = bodies;
    }

    @Override
    public void handle(Call call) {
        bodies.read(call, MAX_BODY, body -> {
            List<Ended> released = Queries.tokens(
                            Json.read(body, ReleaseRequest.class).tokens())
                    .stream()
                    .map(ReleaseHandler::released)
                    .toList();
            call.await(
                    store.submit(new Command.Release(released), call::releaseBody),
                    verdicts -> call.answer(new ReleaseAnswer(
                            verdicts.stream().map(Standings::outcome).toList())));
        });
    }

    private static Ended released(String token) {
        return new Ended(token, LeaseToken.parse(token), AttemptEnd.RELEASED, 0, Result.EMPTY, "", "");
    }
}
