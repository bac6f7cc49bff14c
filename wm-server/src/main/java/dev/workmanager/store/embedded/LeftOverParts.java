package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import dev.workmanager.model.LeaseToken;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Parts that nobody will ask for: of attempts that ended otherwise, of uploads that were repeated. Those of attempts that are still
 * out may yet be named by an exchange.
 */
final class LeftOverParts {
    private LeftOverParts() {}

    /** Removes them; while nothing else is done to the folder. */
    static void remove(OutFolder out, State state) throws IOException {
        for (String name : out.partNames()) {
            if (LeaseToken.parse(name).filter(token -> isOut(token, state)).isEmpty()) {
                out.deletePart(name);
            }
        }
    }

    private static boolean isOut(LeaseToken token, State state) {
        Optional<JobState> job = state.job(token.job());
        OptionalLong index =
                job.isEmpty() ? OptionalLong.empty() : job.get().job().source().index(token.item());
        if (job.isEmpty() || index.isEmpty()) {
            return false;
        }
        Item item = state.item(job.get().job().no(), index.getAsLong());
        return item.attempt(token.attempt())
                .filter(attempt -> attempt.bits() == token.bits() && mayEnd(item, attempt))
                .isPresent();
    }

    private static boolean mayEnd(Item item, Attempt attempt) {
        return !item.state().ended() && item.lastAttempt() == attempt.number();
    }
}
