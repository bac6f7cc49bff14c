package dev.workmanager.client;

import dev.workmanager.protocol.About;
import java.time.Duration;

/**
 * How a worker speaks with its manager.
 *
 * @param manager where the manager is
 * @param about who the worker is, for people
 * @param choice which jobs it takes items of
 * @param agent the name and version of the program, as HTTP wants it
 * @param retry how what fails is repeated
 * @param credentials what opens the manager
 * @param answerWithin an answer that the manager does not hold back on purpose comes within this time, or is asked for again
 */
public record WorkSettings(
        ManagerAddress manager,
        About about,
        Choice choice,
        String agent,
        Credentials credentials,
        RetryPolicy retry,
        Duration answerWithin) {
    /** An answer comes within this time, unless set otherwise. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
}
