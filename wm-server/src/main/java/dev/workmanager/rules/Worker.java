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
 * @param alone whether what it was handed last is to be all that it holds
 * @param order what it is told beside its items
 */
public record Worker(
        int no, WorkerId id, @Nullable About about, long firstSeen, boolean silent, boolean alone, Order order) {
    /** A new one. */
    public Worker(int no, WorkerId id, @Nullable About about, long firstSeen) {
        this(no, id, about, firstSeen, false, false, Order.NONE);
    }

    /** This worker, silent or not. */
    Worker silent(boolean now) {
        return new Worker(no, id, about, firstSeen, now, alone, order);
    }

    /** This worker, with one item that is to be all that it holds, or not. */
    Worker alone(boolean now) {
        return new Worker(no, id, about, firstSeen, silent, now, order);
    }

    /** This worker with another order. */
    Worker ordered(Order other) {
        return new Worker(no, id, about, firstSeen, silent, alone, other);
    }
}
