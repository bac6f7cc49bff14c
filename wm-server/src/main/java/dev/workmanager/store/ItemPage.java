package dev.workmanager.store;

import dev.workmanager.model.Item;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some of a job's items, in order.
 *
 * @param items the items; may be none although there are more
 * @param next where the next page begins; absent after the last one
 */
public record ItemPage(List<Entry> items, OptionalLong next) {
    /** An item and its place in the job, from 0. */
    public record Entry(long index, Item item) {}

    /** The places of the items. */
    public List<Long> indexes() {
        return items.stream().map(Entry::index).toList();
    }

    /** Copies the list. */
    public ItemPage {
        items = List.copyOf(items);
    }
}
