package dev.workmanager.http;

import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.rules.Order;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Standing;
import dev.workmanager.rules.Verdict;
import org.jspecify.annotations.Nullable;

/** The words for how an attempt stands. */
final class Standings {
    private Standings() {}

    /** What became of an attempt that was ended. */
    static Outcome outcome(Verdict verdict) {
        return new Outcome(verdict.text(), outcome(verdict.outcome()));
    }

    /** What became of the end of an attempt. */
    static String outcome(Standing standing) {
        return switch (standing) {
            case ENDED -> Outcome.ACCEPTED;
            case SUPERSEDED -> Outcome.SUPERSEDED;
            case CANCELLED -> Outcome.CANCELLED;
            case UNKNOWN -> Outcome.UNKNOWN;
            case HELD -> throw new IllegalArgumentException("an attempt that was ended still holds its item");
        };
    }

    /** What a worker is told beside its items; null for nothing. */
    static @Nullable String order(Order order) {
        return switch (order) {
            case NONE -> null;
            case PAUSE -> dev.workmanager.protocol.Order.PAUSE;
            case DRAIN -> dev.workmanager.protocol.Order.DRAIN;
        };
    }

    /** How an attempt stands that was said to be alive. */
    static String standing(Standing standing) {
        return switch (standing) {
            case HELD -> RenewAnswer.HELD;
            case ENDED -> RenewAnswer.ENDED;
            case SUPERSEDED, CANCELLED, UNKNOWN -> outcome(standing);
        };
    }

    /**
     * Lets nobody pass but an attempt that holds its item.
     *
     * @param consequence what does not happen else
     * @throws RefusedException if it does not; the message says how it stands
     */
    static void requireHeld(String token, Standing standing, String consequence) {
        if (standing != Standing.HELD) {
            throw new RefusedException(
                    ErrorCode.SUPERSEDED,
                    "attempt " + token + " does not hold its item: " + standing(standing) + "; " + consequence);
        }
    }
}
