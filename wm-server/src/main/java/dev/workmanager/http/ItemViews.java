package dev.workmanager.http;

import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.AttemptStatus;
import dev.workmanager.protocol.ItemStatus;
import dev.workmanager.store.ItemPage;
import dev.workmanager.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An item as people see it. Reads its data from disk. */
final class ItemViews {
    private final Store store;
    private final ProgressNotes notes;
    private final AttemptViews attempts;

    ItemViews(Store store, ProgressNotes notes) {
        this.store = store;
        this.notes = notes;
        this.attempts = new AttemptViews(store);
    }

    /** For a page: without its attempts one by one. */
    ItemStatus brief(Job job, ItemPage.Entry entry) {
        return view(job, entry, null);
    }

    /** With all that is remembered. */
    ItemStatus whole(Job job, ItemPage.Entry entry) {
        return view(
                job, entry, entry.item().attempts().stream().map(attempts::of).toList());
    }

    /** One, with all that is remembered: as a page of one, since there a cancelled job's items are cancelled, too. */
    ItemStatus one(Job job, long index) {
        return whole(job, store.page(job, Optional.empty(), index, 1).items().get(0));
    }

    private ItemStatus view(Job job, ItemPage.Entry entry, @Nullable List<AttemptStatus> history) {
        Item item = entry.item();
        boolean done = item.state() == ItemState.DONE;
        return new ItemStatus(
                job.source().id(entry.index()),
                entry.index(),
                word(item.state()),
                store.data(job, entry.index()),
                item.lastAttempt(),
                Times.textUnlessNever(item.notBefore()),
                notes.of(job.id(), job.source().id(entry.index()), item).orElse(null),
                done ? item.resultSize() : null,
                done && item.resultHash() != null ? item.resultHash().toString() : null,
                item.failures(),
                item.giveBacks(),
                item.losses(),
                unlessEmpty(item.stderr()),
                unlessEmpty(item.stdout()),
                history);
    }

    /** The word for a state. */
    static String word(ItemState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The state that a word stands for. */
    static Optional<ItemState> state(String word) {
        for (ItemState state : ItemState.values()) {
            if (word(state).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String unlessEmpty(String text) {
        return Objects.equals(text, "") ? null : text;
    }
}
