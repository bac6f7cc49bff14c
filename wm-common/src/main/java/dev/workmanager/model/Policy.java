package dev.workmanager.model;

import java.time.Duration;

/**
 * What a job allows its items.
 *
 * @param attempts how many attempts of an item may fail or time out before it has failed for good; at least 1
 * @param backoff how long a failed item waits before it is tried again
 * @param giveBacks how many times an item may be given back for later before it has failed for good; at least 0
 * @param lease how long an attempt that is under a lease is believed to be alive without news
 */
public record Policy(int attempts, Backoff backoff, int giveBacks, Duration lease) {
    /** Three attempts, backoff from one second to one minute, 100 give-backs, leases of 30 s. */
    public static final Policy DEFAULT = new Policy(3, Backoff.DEFAULT, 100, Duration.ofSeconds(30));

    /**
     * @throws IllegalArgumentException if a number is out of its bounds
     */
    public Policy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is 1 or more, not " + attempts);
        }
        if (giveBacks < 0) {
            throw new IllegalArgumentException("give-backs is 0 or more, not " + giveBacks);
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a lease is a second or longer, not " + lease);
        }
    }

    /** This policy with other attempts. */
    public Policy withAttempts(int other) {
        return new Policy(other, backoff, giveBacks, lease);
    }

    /** This policy with another backoff. */
    public Policy withBackoff(Backoff other) {
        return new Policy(attempts, other, giveBacks, lease);
    }

    /** This policy with another lease. */
    public Policy withLease(Duration other) {
        return new Policy(attempts, backoff, giveBacks, other);
    }
}
