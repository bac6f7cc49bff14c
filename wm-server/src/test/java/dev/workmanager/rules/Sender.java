package dev.workmanager.rules;

import static java.util.Objects.requireNonNull;

import dev.workmanager.model.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker's slot as it sees itself: it repeats a request until it is answered, and only then makes the next one. */
final class Sender {
    private final List<HandedOut> held = new ArrayList<>();
    private WorkerId id;
    private long number;
    private Command.@Nullable Exchange pending;

    Sender(WorkerId id) {
        this.id = id;
    }

    /** What it knows that it holds. */
    List<HandedOut> held() {
        return held;
    }

    boolean hasPending() {
        return pending != null;
    }

    /** The next request. */
    Command.Exchange next(List<Ended> ended, int take) {
        number++;
        return request(ended, take);
    }

    /** The pending request once more, perhaps without the wish to take more. */
    Command.Exchange again(boolean take) {
        Command.Exchange last = requireNonNull(pending);
        return request(last.ended(), take ? last.take() : 0);
    }

    private Command.Exchange request(List<Ended> ended, int take) {
        Command.Exchange request =
                new Command.Exchange(id, 0, number, Optional.empty(), ended, take, Selection.ALL, 1_000);
        pending = request;
        return request;
    }

    private boolean awaits(Command.Exchange exchange) {
        return pending != null && id.equals(exchange.worker()) && number == exchange.number();
    }

    /** An answer has come; one that is not waited for any more means nothing. */
    void receive(Command.Exchange exchange, Exchanged answer) {
        if (awaits(exchange)) {
            pending = null;
            held.removeIf(out -> exchange.ended().stream()
                    .anyMatch(ended -> ended.text().equals(out.token().toString())));
            held.addAll(answer.items());
        }
    }

    /** The manager does not know it: it goes on as a new worker. */
    void receiveStale(Command.Exchange exchange, WorkerId instead) {
        if (awaits(exchange)) {
            id = instead;
            number = 0;
            pending = null;
        }
    }
}
