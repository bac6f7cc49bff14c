package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.store.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to items while the rules are applied to a batch. Used once, by the writer. */
final class ItemEvents {
    private final long at;
    private final List<Event.OfItem> all = new ArrayList<>();

    ItemEvents(long at) {
        this.at = at;
    }

    List<Event.OfItem> all() {
        return all;
    }

    /** An item was this, and is that. */
    void put(Job job, long index, Item before, Item after) {
        ItemState state = after.state();
        if (state != before.state() && state != ItemState.RUNNING) {
            all.add(new Event.OfItem(at, job, index, state, ended(before, after), after.notBefore()));
        }
    }

    /** The attempt that has ended with that; of several the one that was accepted, or else the newest. */
    private static @Nullable Attempt ended(Item before, Item after) {
        Attempt newest = null;
        for (Attempt attempt : after.attempts()) {
            boolean anew = !attempt.open() && !before.attempt(attempt.number()).equals(after.attempt(attempt.number()));
            if (anew && (newest == null || !newest.ended(AttemptEnd.DONE))) {
                newest = attempt;
            }
        }
        return newest;
    }
}
