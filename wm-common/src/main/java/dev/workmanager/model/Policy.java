package dev.workmanager.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a job allows its items, and which workers may take them. It may change while the job runs, and holds from then on.
 *
 * @param attempts how many attempts of an item may fail or time out before it has failed for good; at least 1
 * @param backoff how long a failed item waits before it is tried again
 * @param giveBacks how many times an item may be given back for later before it has failed for good; at least 0
 * @param neverRetry exit codes with which an item has failed for good at once
 * @param crashLimit how many times an item's worker may be lost, while it held nothing else, before the item has failed for good;
 *     at least 1
 * @param lease how long an attempt is believed to be alive without news; at least a second
 * @param namelessLease whether that goes for those, too, who take items without a name, and cannot renew
 * @param timeout after how long a program is ended, which fails its attempt; absent for never
 * @param halt from when on no more items are handed out
 * @param priority items of a job with a higher one are handed out first
 * @param domain which workers may take its items; empty for those that name no domain
 */
public record Policy(
        int attempts,
        Backoff backoff,
        int giveBacks,
        ExitCodes neverRetry,
        int crashLimit,
        Duration lease,
        boolean namelessLease,
        Optional<Duration> timeout,
        Halt halt,
        int priority,
        String domain) {
    /** No lease and no timeout is longer. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    /** Three attempts, backoff from one second to one minute, 100 give-backs, 5 crashes, leases of 30 s. */
    public static final Policy DEFAULT = new Policy(
            3,
            Backoff.DEFAULT,
            100,
            ExitCodes.NONE,
            5,
            Duration.ofSeconds(30),
            false,
            Optional.empty(),
            Halt.DEFAULT,
            0,
            "");

    /**
     * @throws IllegalArgumentException if a value is out of its bounds
     */
    public Policy {
        require(attempts >= 1, "attempts is 1 or more, not " + attempts);
        require(giveBacks >= 0, "give-backs is 0 or more, not " + giveBacks);
        require(crashLimit >= 1, "crash-limit is 1 or more, not " + crashLimit);
        require(within(lease, Duration.ofSeconds(1)), "a lease is a second to a year long, not " + lease);
        require(
                timeout.map(time -> within(time, Duration.ofMillis(1))).orElse(true),
                "a timeout is a millisecond to a year long, not " + timeout);
        require(
                domain.isEmpty() || isDomain(domain),
                "a domain begins with a letter, and has at most 64 letters, digits, dots, dashes and underscores, not '"
                        + domain + "'");
    }

    private static boolean within(Duration time, Duration least) {
        return time.compareTo(least) >= 0 && time.compareTo(LONGEST) <= 0;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Whether a domain may be called so: it begins with a letter, and has at most 64 letters, digits, dots, dashes and underscores. */
    public static boolean isDomain(String text) {
        return DOMAIN.matcher(text).matches();
    }

    /** This policy, to be changed. */
    public Builder change() {
        return new Builder(this);
    }

    /** This policy with other attempts. */
    public Policy withAttempts(int other) {
        return change().attempts(other).build();
    }

    /** This policy with another backoff. */
    public Policy withBackoff(Backoff other) {
        return change().backoff(other).build();
    }

    /** This policy with another lease. */
    public Policy withLease(Duration other) {
        return change().lease(other).build();
    }

    /** A policy that is being put together. Not thread-safe. */
    public static final class Builder {
        private int attempts;
        private Backoff backoff;
        private int giveBacks;
        private ExitCodes neverRetry;
        private int crashLimit;
        private Duration lease;
        private boolean namelessLease;
        private Optional<Duration> timeout;
        private Halt halt;
        private int priority;
        private String domain;

        private Builder(Policy from) {
            attempts = from.attempts;
            backoff = from.backoff;
            giveBacks = from.giveBacks;
            neverRetry = from.neverRetry;
            crashLimit = from.crashLimit;
            lease = from.lease;
            namelessLease = from.namelessLease;
            timeout = from.timeout;
            halt = from.halt;
            priority = from.priority;
            domain = from.domain;
        }

        /** Sets {@link Policy#attempts}. */
        public Builder attempts(int value) {
            attempts = value;
            return this;
        }

        /** Sets {@link Policy#backoff}. */
        public Builder backoff(Backoff value) {
            backoff = value;
            return this;
        }

        /** Sets {@link Policy#giveBacks}. */
        public Builder giveBacks(int value) {
            giveBacks = value;
            return this;
        }

        /** Sets {@link Policy#neverRetry}. */
        public Builder neverRetry(ExitCodes value) {
            neverRetry = value;
            return this;
        }

        /** Sets {@link Policy#crashLimit}. */
        public Builder crashLimit(int value) {
            crashLimit = value;
            return this;
        }

        /** Sets {@link Policy#lease}. */
        public Builder lease(Duration value) {
            lease = value;
            return this;
        }

        /** Sets {@link Policy#namelessLease}. */
        public Builder namelessLease(boolean value) {
            namelessLease = value;
            return this;
        }

        /** Sets {@link Policy#timeout}. */
        public Builder timeout(Optional<Duration> value) {
            timeout = value;
            return this;
        }

        /** Sets {@link Policy#halt}. */
        public Builder halt(Halt value) {
            halt = value;
            return this;
        }

        /** Sets {@link Policy#priority}. */
        public Builder priority(int value) {
            priority = value;
            return this;
        }

        /** Sets {@link Policy#domain}. */
        public Builder domain(String value) {
            domain = value;
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException if a value is out of its bounds
         */
        public Policy build() {
            return new Policy(
                    attempts,
                    backoff,
                    giveBacks,
                    neverRetry,
                    crashLimit,
                    lease,
                    namelessLease,
                    timeout,
                    halt,
                    priority,
                    domain);
        }
    }
}
