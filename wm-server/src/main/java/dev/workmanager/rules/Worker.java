package dev.workmanager.rules;

import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a worker.
 *
 * @param no a small number that stands for it in item records, from 1
 * @param id its own random id
 * @param about who it says it is
 * @param firstSeen when it first came, in milliseconds since the epoch
 * @param silent whether an attempt of it was lost, and it was not heard of since
 */
public record Worker(int no, WorkerId id, @Nullable About about, long firstSeen, boolean silent) {
    /** This worker, silent or not. */
    Worker silent(boolean now) {
        return new Worker(no, id, about, firstSeen, now);
    }
}
