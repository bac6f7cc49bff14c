package dev.workmanager.rules;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.LeaseToken;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fence: what a lease token means now. The fence is the attempt, not the clock: one whose lease ran out still holds its item
 * as long as no later one has been handed out.
 *
 * @param standing how the attempt stands
 * @param held what it stands for; there unless it is unknown
 */
record Claim(Standing standing, @Nullable Held held) {
    /** An attempt that is known, with its item. */
    record Held(Job job, long index, Item item, Attempt attempt) {}

    private static final Claim UNKNOWN = new Claim(Standing.UNKNOWN, null);

    static Claim of(Optional<LeaseToken> token, Ledger ledger) {
        return token.map(known -> of(known, ledger)).orElse(UNKNOWN);
    }

    private static Claim of(LeaseToken token, Ledger ledger) {
        Optional<Job> job = ledger.job(token.job());
        if (job.isEmpty()) {
            return UNKNOWN;
        }
        OptionalLong index = job.get().source().index(token.item());
        if (index.isEmpty()) {
            return UNKNOWN;
        }
        Item item = ledger.item(job.get().no(), index.getAsLong());
        return item.attempt(token.attempt())
                .filter(attempt -> attempt.bits() == token.bits())
                .map(attempt ->
                        new Claim(standing(item, attempt), new Held(job.get(), index.getAsLong(), item, attempt)))
                .orElse(UNKNOWN);
    }

    /** How an attempt of an item stands. */
    static Standing standing(Item item, Attempt attempt) {
        Attempt.Ending ending = attempt.ending();
        if (ending == null) {
            return Standing.HELD;
        }
        if (item.state() == ItemState.CANCELLED || ending.how() == AttemptEnd.KILLED) {
            return Standing.CANCELLED;
        }
        return switch (ending.how()) {
            case LOST ->
                item.state() == ItemState.PENDING && item.lastAttempt() == attempt.number()
                        ? Standing.HELD
                        : Standing.SUPERSEDED;
            case SUPERSEDED, KILLED -> Standing.SUPERSEDED;
            case DONE, FAILED, TIMED_OUT, RELEASED, GIVEN_BACK -> Standing.ENDED;
        };
    }

    /** The item as if the attempt had never been given up for lost. */
    static Item revived(Held held) {
        Attempt.Ending ending = held.attempt().ending();
        if (ending == null) {
            return held.item();
        }
        Item item = held.item();
        int losses = item.losses() - (ending.alone() ? 1 : 0);
        return item.with(held.attempt().reopened())
                .in(ItemState.RUNNING)
                .counting(item.failures(), item.giveBacks(), Math.max(0, losses));
    }
}
