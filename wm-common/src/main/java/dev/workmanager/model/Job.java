package dev.workmanager.model;

import java.util.regex.Pattern;

/**
 * One batch: a source of items and a policy.
 *
 * @param no a small number that stands for the job inside one manager's data, never used again for another one
 * @param id its random identity
 * @param name what people call it
 * @param source where its items come from
 * @param policy what it allows its items
 * @param createdAt when it was made, in milliseconds since the epoch
 * @param freshOut whether its results folder was empty then, so that an item without a result has no file to be removed
 * @param mode whether its items are handed out
 * @param reason why it is halted, for people; else empty
 * @param budget from where on the failure budget counts
 */
public record Job(
        int no,
        JobId id,
        String name,
        Source source,
        Policy policy,
        long createdAt,
        boolean freshOut,
        JobMode mode,
        String reason,
        Budget budget) {
    /** The job that a manager with a configuration has. */
    public static final String DEFAULT_NAME = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    /**
     * Where the failure budget's count began: when the job was made, or resumed last.
     *
     * @param failed how many items had failed then
     * @param done how many were done
     */
    public record Budget(long failed, long done) {
        /** From the beginning. */
        public static final Budget WHOLE = new Budget(0, 0);
    }

    /** A new job, open. */
    public Job(int no, JobId id, String name, Source source, Policy policy, long createdAt, boolean freshOut) {
        this(no, id, name, source, policy, createdAt, freshOut, JobMode.OPEN, "", Budget.WHOLE);
    }

    /**
     * Whether a job may have this name: it begins with a letter, so that its results folder is never taken for an item's result,
     * and has at most 64 letters, digits, dots, dashes and underscores.
     */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** This job with another policy. */
    public Job withPolicy(Policy other) {
        return new Job(no, id, name, source, other, createdAt, freshOut, mode, reason, budget);
    }

    /** This job in another mode, for a reason. */
    public Job in(JobMode other, String why) {
        return new Job(no, id, name, source, policy, createdAt, freshOut, other, why, budget);
    }

    /** This job with a budget that begins again. */
    public Job withBudget(Budget other) {
        return new Job(no, id, name, source, policy, createdAt, freshOut, mode, reason, other);
    }

    /** This job with files in its results folder that it does not know of. */
    public Job withStaleOut() {
        return new Job(no, id, name, source, policy, createdAt, false, mode, reason, budget);
    }

    /** How many of its items are in which state: in a cancelled job all that has not ended is cancelled. */
    public Counts counts(long running, long done, long failed, long cancelled) {
        return mode == JobMode.CANCELLED
                ? new Counts(source.count(), 0, done, failed, source.count() - done - failed)
                : new Counts(source.count(), running, done, failed, cancelled);
    }
}
