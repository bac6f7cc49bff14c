package dev.workmanager.client;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.StoredResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A completion on its way to the manager: what the exchange says of it, and what is known of its fate. One thread only. */
final class Offer {
    private final Completion completion;
    private EndedAttempt ended;
    private @Nullable String fate;

    Offer(Completion completion) {
        this.completion = completion;
        ResultSource result = completion.result();
        this.ended = result == null || result.size() > EndedAttempt.MAX_INLINE
                ? completion.ended()
                : withResult(completion.ended(), ResultBody.bytes(result));
    }

    String token() {
        return completion.token();
    }

    /** The result that has to be put before the exchange, if there is one that large. */
    @Nullable ResultSource large() {
        ResultSource result = fate == null ? completion.result() : null;
        return result != null && result.size() > EndedAttempt.MAX_INLINE ? result : null;
    }

    /** What the exchange says; nothing if there is nothing left to say. */
    Optional<EndedAttempt> ended() {
        return fate == null ? Optional.of(ended) : Optional.empty();
    }

    void stored(StoredResult stored) {
        ended = ended.with(stored);
    }

    /** The attempt does not hold its item any more: there is nothing left to say of it. */
    void gone(String outcome) {
        fate = outcome;
    }

    /** What became of it, if that is known before the exchange. */
    Optional<Outcome> fate() {
        return Optional.ofNullable(fate).map(outcome -> new Outcome(token(), outcome));
    }

    private static EndedAttempt withResult(EndedAttempt ended, byte[] bytes) {
        return bytes.length == 0 ? ended : ended.with(bytes);
    }
}
