package dev.workmanager.rules;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
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
        Claim claim = of(job.get(), index.getAsLong(), token.attempt(), ledger);
        return claim.held != null && claim.held.attempt().bits() == token.bits() ? claim : UNKNOWN;
    }

    /** As of a token, for an attempt that this ledger itself remembers. */
    static Claim of(Slot.Handed handed, Ledger ledger) {
        return ledger.hasJob(handed.job())
                ? of(ledger.job(handed.job()), handed.index(), handed.attempt(), ledger)
                : UNKNOWN;
    }

    private static Claim of(Job job, long index, int number, Ledger ledger) {
        Item item = ledger.item(job.no(), index);
        return item.attempt(number)
                .map(attempt -> new Claim(standing(job, item, attempt), new Held(job, index, item, attempt)))
                .orElse(UNKNOWN);
    }

    private static Standing standing(Job job, Item item, Attempt attempt) {
        Standing standing = standing(item, attempt);
        return standing == Standing.HELD && job.mode() == JobMode.CANCELLED ? Standing.CANCELLED : standing;
    }

    private static Standing standing(Item item, Attempt attempt) {
        Attempt.Ending ending = attempt.ending();
        if (ending == null) {
            return Standing.HELD;
        }
        return switch (ending.how()) {
            case DONE, FAILED, TIMED_OUT, RELEASED, GIVEN_BACK -> Standing.ENDED;
            case LOST -> item.lastAttempt() == attempt.number() ? lost(item.state()) : Standing.SUPERSEDED;
            case KILLED -> Standing.CANCELLED;
            case SUPERSEDED -> Standing.SUPERSEDED;
        };
    }

    /** A lost attempt, none later than which was handed out. */
    private static Standing lost(ItemState state) {
        return switch (state) {
            case PENDING, RUNNING -> Standing.HELD;
            case DONE, FAILED -> Standing.SUPERSEDED;
            case CANCELLED -> Standing.CANCELLED;
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
