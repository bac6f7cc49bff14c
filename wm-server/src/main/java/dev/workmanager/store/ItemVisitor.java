package dev.workmanager.store;

import dev.workmanager.model.Item;

/** Looks at one item after the other. */
@FunctionalInterface
public interface ItemVisitor {
    /**
     * Looks at an item.
     *
     * @param index its place in the job, from 0
     * @param item what is remembered of it
     */
    void visit(long index, Item item);
}
