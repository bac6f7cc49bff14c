package dev.workmanager.client;

import dev.workmanager.protocol.EndedAttempt;
import dev.workmanager.protocol.StoredResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A completion on its way to the manager: what the exchange says of it, and what is known of its fate. One thread only. */
final class Offer {
    static final Offer NOTHING = new Offer(null);

    private final @Nullable Completion completion;
    private @Nullable EndedAttempt ended;
    private @Nullable String outcome;

    Offer(@Nullable Completion completion) {
        this.completion = completion;
        if (completion != null) {
            ResultSource result = completion.result();
            this.ended = result == null || result.size() > EndedAttempt.MAX_INLINE
                    ? completion.ended()
                    : withResult(completion.ended(), ResultBody.bytes(result));
        }
    }

    /** The result that has to be put before the exchange, if there is one that large. */
    @Nullable ResultSource large() {
        ResultSource result = completion == null || ended == null ? null : completion.result();
        return result != null && result.size() > EndedAttempt.MAX_INLINE ? result : null;
    }

    boolean isNothing() {
        return completion == null;
    }

    /** The attempts that the exchange ends. */
    List<EndedAttempt> ended() {
        return ended == null ? List.of() : List.of(ended);
    }

    void stored(StoredResult stored) {
        if (ended != null) {
            ended = new EndedAttempt(
                    ended.token(), ended.end(), null, stored.size(), stored.sha256(), null, null, null, null);
        }
    }

    /** The attempt does not hold its item any more: there is nothing left to say of it. */
    void gone(String fate) {
        ended = null;
        outcome = fate;
    }

    @Nullable String outcome() {
        return outcome;
    }

    private static EndedAttempt withResult(EndedAttempt ended, byte[] bytes) {
        return bytes.length == 0
                ? ended
                : new EndedAttempt(ended.token(), ended.end(), bytes, null, null, null, null, null, null);
    }
}
