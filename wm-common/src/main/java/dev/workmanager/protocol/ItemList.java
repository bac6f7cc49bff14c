package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/jobs/{job}/items}: a page of a job's items.
 *
 * @param items some of them, in order; may be none although there are more
 * @param next what {@code from} is to be for the next page; absent after the last one
 */
public record ItemList(List<ItemStatus> items, @Nullable Long next) {
    /** At most so many items are in a page. */
    public static final int MAX_LIMIT = 1_000;
}
