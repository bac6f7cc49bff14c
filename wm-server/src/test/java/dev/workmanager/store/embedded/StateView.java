package dev.workmanager.store.embedded;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.rules.Message;
import dev.workmanager.rules.Registration;
import dev.workmanager.store.RegistryReader;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * All that a store says of the job {@code default}.
 *
 * @param job the job; null if there is none yet
 * @param items what is remembered of each item that was ever touched
 * @param others the other jobs
 * @param registrations the workers that are registered, in their order
 * @param messages the messages that are kept, newest first
 */
record StateView(
        @Nullable Job job,
        Counts counts,
        List<Long> running,
        long superseded,
        NavigableMap<Long, Item> items,
        List<Other> others,
        List<Registration> registrations,
        List<Message> messages) {
    /** Another job. */
    record Other(Job job, Counts counts) {}

    /** What a store says that has no job yet. */
    static final StateView NOTHING = new StateView(
            null, new Counts(0, 0, 0, 0, 0), List.of(), 0, new TreeMap<>(), List.of(), List.of(), List.of());

    static StateView of(EmbeddedStore store) {
        NavigableMap<Long, Item> items = new TreeMap<>();
        store.forEachItem(Job.DEFAULT_NAME, items::put);
        return store.job(Job.DEFAULT_NAME)
                .map(seen -> new StateView(
                        seen.job(),
                        seen.counts(),
                        LongStream.of(seen.running()).boxed().toList(),
                        seen.superseded(),
                        items,
                        others(store),
                        store.registry().all(),
                        store.registry().before(RegistryReader.END, message -> true, Integer.MAX_VALUE)))
                .orElse(NOTHING);
    }

    private static List<Other> others(EmbeddedStore store) {
        return store.jobs().stream()
                .filter(other -> !other.job().name().equals(Job.DEFAULT_NAME))
                .map(other -> new Other(other.job(), other.counts()))
                .toList();
    }

    Item item(long index) {
        return Optional.ofNullable(items.get(index)).orElse(Item.FRESH);
    }

    /** The counts, by counting. */
    Counts recount() {
        return new Counts(
                counts.total(),
                count(ItemState.RUNNING),
                count(ItemState.DONE),
                count(ItemState.FAILED),
                count(ItemState.CANCELLED));
    }

    private long count(ItemState state) {
        return items.values().stream().filter(item -> item.state() == state).count();
    }

    /** The indexes of the running items, by looking at each. */
    List<Long> runningItems() {
        return items.entrySet().stream()
                .filter(entry -> entry.getValue().state() == ItemState.RUNNING)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A few words about the first thing in which another view differs. */
    String difference(StateView other) {
        for (long index : items.keySet()) {
            if (!item(index).equals(other.item(index))) {
                return "item at " + index + ": " + item(index) + " against " + other.item(index);
            }
        }
        for (long index : other.items.keySet()) {
            if (!items.containsKey(index)) {
                return "item at " + index + ": nothing against " + other.item(index);
            }
        }
        return "%s, %s, running %s, superseded %d, %s, %s, %s against %s, %s, running %s, superseded %d, %s, %s, %s"
                .formatted(
                        job,
                        counts,
                        running,
                        superseded,
                        others,
                        registrations,
                        messages,
                        other.job,
                        other.counts,
                        other.running,
                        other.superseded,
                        other.others,
                        other.registrations,
                        other.messages);
    }
}
