package dev.workmanager.http;

import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.rules.Standing;

/** The words for how an attempt stands. */
final class Standings {
    private Standings() {}

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

    /** How an attempt stands that was said to be alive. */
    static String standing(Standing standing) {
        return switch (standing) {
            case HELD -> RenewAnswer.HELD;
            case ENDED -> RenewAnswer.ENDED;
            case SUPERSEDED, CANCELLED, UNKNOWN -> outcome(standing);
        };
    }
}
