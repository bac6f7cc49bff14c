package dev.workmanager.http;

import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.protocol.RenewRequest;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Renewed;
import dev.workmanager.rules.Standing;
import dev.workmanager.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /v1/leases/renew}. */
final class RenewHandler implements Handler {
    private static final int MAX_BODY = 1 << 20;

    private final Store store;
    private final Bodies bodies;
    private final Presence presence;
    private final ProgressNotes notes;

    RenewHandler(Store store, Bodies bodies, Presence presence, ProgressNotes notes) {
        this.store = store;
        this.bodies = bodies;
        this.presence = presence;
        this.notes = notes;
    }

    @Override
    public void handle(Call call) {
        bodies.read(call, MAX_BODY, body -> {
            RenewRequest request = Json.read(body, RenewRequest.class);
            WorkerId worker = ExchangeReader.worker(request.worker());
            List<String> texts = Queries.tokens(request.tokens());
            List<Optional<LeaseToken>> tokens =
                    texts.stream().map(LeaseToken::parse).toList();
            call.await(store.submit(new Command.Renew(Optional.of(worker), tokens), call::releaseBody), renewed -> {
                presence.heardOf(worker);
                note(request, renewed);
                call.answer(answer(texts, renewed));
            });
        });
    }

    /** Only who holds an item has a say on it. */
    private void note(RenewRequest request, Renewed renewed) {
        if (request.progress() == null) {
            return;
        }
        Map<String, LeaseToken> held = new HashMap<>();
        for (int i = 0; i < request.tokens().size(); i++) {
            String text = request.tokens().get(i);
            if (renewed.standings().get(i) == Standing.HELD) {
                LeaseToken.parse(text).ifPresent(token -> held.put(text, token));
            }
        }
        for (RenewRequest.Progress said : request.progress()) {
            LeaseToken token = said == null ? null : held.get(said.token());
            if (token != null && said.text() != null) {
                notes.note(token, said.text());
            }
        }
    }

    private static RenewAnswer answer(List<String> texts, Renewed renewed) {
        List<RenewAnswer.Lease> leases = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            leases.add(new RenewAnswer.Lease(
                    texts.get(i), Standings.standing(renewed.standings().get(i))));
        }
        return new RenewAnswer(leases, Standings.order(renewed.order()));
    }
}
