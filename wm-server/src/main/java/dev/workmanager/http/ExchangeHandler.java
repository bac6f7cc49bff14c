package dev.workmanager.http;

import dev.workmanager.model.Job;
import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Json;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import dev.workmanager.rules.Verdict;
import dev.workmanager.store.Store;
import dev.workmanager.store.Undelivered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/exchange}. */
final class ExchangeHandler implements Handler {
    /** What is larger is taken apart on a worker thread, so that others are answered meanwhile. */
    private static final int SMALL = 64 << 10;
    /** So many characters of data are in one answer, or one item's. What was handed out beyond that goes back at once. */
    static final long MAX_DATA = 4 << 20;

    private final Store store;
    private final Bodies bodies;
    private final ExchangeReader reader;
    private final Audience audience;
    private final Presence presence;

    ExchangeHandler(Store store, Bodies bodies, Audience audience, Presence presence, boolean stay) {
        this.store = store;
        this.bodies = bodies;
        this.audience = audience;
        this.presence = presence;
        this.reader = new ExchangeReader(store, stay);
    }

    @Override
    public void handle(Call call) {
        bodies.read(call, ExchangeRequest.MAX_BODY, body -> {
            if (body.length > SMALL) {
                call.work(() -> reader.command(read(body)), command -> submit(call, command));
                return;
            }
            ExchangeRequest request = read(body);
            if (namesPutResults(request)) {
                call.work(() -> reader.command(request), command -> submit(call, command));
            } else {
                submit(call, reader.command(request));
            }
        });
    }

    /** Then the disk is looked at. */
    private static boolean namesPutResults(ExchangeRequest request) {
        for (EndedAttempt attempt : request.ended()) {
            if (attempt.size() != null) {
                return true;
            }
        }
        return false;
    }

    private static ExchangeRequest read(byte[] body) {
        return Json.read(body, ExchangeRequest.class);
    }

    private void submit(Call call, Command.Exchange command) {
        audience.asks(command.worker(), command.slot());
        call.await(store.submit(command, call::releaseBody), exchanged -> {
            presence.heardOf(command.worker());
            if (exchanged.finished()) {
                audience.isTold(command.worker(), command.slot());
            }
            call.answer(answer(exchanged));
        });
    }

    private ExchangeAnswer answer(Exchanged exchanged) {
        List<Outcome> outcomes = new ArrayList<>(exchanged.verdicts().size());
        for (Verdict verdict : exchanged.verdicts()) {
            outcomes.add(Standings.outcome(verdict));
        }
        List<HandedItem> items = new ArrayList<>(exchanged.items().size());
        long room = MAX_DATA;
        for (HandedOut handed : exchanged.items()) {
            HandedItem item = room < 0 ? null : item(handed);
            room -= item == null || item.data() == null ? 0 : item.data().length();
            if (item == null || room < 0 && !items.isEmpty()) {
                // A repeated exchange gets the same answer, without it.
                Undelivered.takeBack(store, handed);
            } else {
                items.add(item);
            }
        }
        String next = !items.isEmpty()
                ? ExchangeAnswer.ITEMS
                : exchanged.finished() ? ExchangeAnswer.FINISHED : ExchangeAnswer.WAIT;
        return new ExchangeAnswer(outcomes, next, items, Standings.order(exchanged.order()));
    }

    private HandedItem item(HandedOut handed) {
        Job job = handed.job();
        return new HandedItem(
                handed.token().toString(),
                job.name(),
                handed.id(),
                handed.index(),
                store.data(job, handed.index()),
                handed.attempt(),
                job.policy().attempts(),
                job.policy().lease().toMillis(),
                job.policy().timeout().map(Duration::toMillis).orElse(null));
    }
}
