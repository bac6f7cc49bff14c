package dev.workmanager.model;

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
 */
public record Job(int no, JobId id, String name, Source source, Policy policy, long createdAt, boolean freshOut) {
    /** The job that a manager with a configuration has. */
    public static final String DEFAULT_NAME = "default";

    /** This job with another policy. */
    public Job withPolicy(Policy other) {
        return new Job(no, id, name, source, other, createdAt, freshOut);
    }
}
