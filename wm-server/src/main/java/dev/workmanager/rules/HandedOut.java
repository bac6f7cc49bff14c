package dev.workmanager.rules;

import dev.workmanager.model.Job;
import dev.workmanager.model.LeaseToken;

/**
 * One item, handed out.
 *
 * @param job its job
 * @param index its place in the job, from 0
 * @param attempt the number of the attempt
 * @param bits the random bits of the attempt
 */
public record HandedOut(Job job, long index, int attempt, int bits) {
    /** The item's number. */
    public long id() {
        return job.source().id(index);
    }

    /** The attempt as it travels. */
    public LeaseToken token() {
        return new LeaseToken(job.id(), id(), attempt, bits);
    }
}
