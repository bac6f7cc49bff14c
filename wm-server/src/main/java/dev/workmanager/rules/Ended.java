package dev.workmanager.rules;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.protocol.EndedAttempt;
import java.util.Optional;

/**
 * An attempt that a worker says has ended.
 *
 * @param text the lease token as it came
 * @param token what it means, if it is one at all
 * @param how {@code DONE}, {@code FAILED}, {@code TIMED_OUT}, {@code RELEASED} or {@code GIVEN_BACK}
 * @param code with {@code FAILED}: the exit code, or the negative number of the signal
 * @param result with {@code DONE}
 * @param stderr the end of standard error
 * @param stdout the end of standard output
 * @param ranMillis how long it took, in milliseconds; a negative number for the time since it was handed out
 */
public record Ended(
        String text,
        Optional<LeaseToken> token,
        AttemptEnd how,
        int code,
        Result result,
        String stderr,
        String stdout,
        long ranMillis) {
    /** One that took all the time since it was handed out. */
    public Ended(
            String text,
            Optional<LeaseToken> token,
            AttemptEnd how,
            int code,
            Result result,
            String stderr,
            String stdout) {
        this(text, token, how, code, result, stderr, stdout, -1);
    }

    /** A program that asks for it has not failed. */
    public Ended {
        if (how == AttemptEnd.FAILED && code == EndedAttempt.LATER) {
            how = AttemptEnd.GIVEN_BACK;
        }
    }
}
