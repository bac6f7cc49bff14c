package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/** Which worker holds which attempts, for readers. Not thread-safe. */
final class Holders {
    private record Holder(ItemKey item, int worker, int attempt, long since) {}

    /** Those whose attempts were handed out first come first. */
    private final Map<ItemKey, List<Holder>> byItem = new LinkedHashMap<>();

    /** Also of those who hold nothing just now: most of them will hold something again at once. */
    private final Map<Integer, List<Holder>> byWorker = new HashMap<>();

    /** An item has become this. */
    void show(ItemKey key, Item item) {
        List<Holder> before = byItem.getOrDefault(key, List.of());
        List<Holder> now = holders(key, item);
        if (now.equals(before)) {
            return;
        }
        before.forEach(this::letGo);
        now.forEach(this::take);
        byItem.remove(key);
        if (!now.isEmpty()) {
            byItem.put(key, now);
        }
    }

    private void take(Holder holder) {
        byWorker.computeIfAbsent(holder.worker(), no -> new ArrayList<>(1)).add(holder);
    }

    /** Its worker may be forgotten by now. */
    private void letGo(Holder holder) {
        List<Holder> held = byWorker.get(holder.worker());
        if (held != null) {
            held.remove(holder);
        }
    }

    private static List<Holder> holders(ItemKey key, Item item) {
        List<Holder> holders = new ArrayList<>(1);
        for (Attempt attempt : item.attempts()) {
            if (attempt.open() && attempt.worker() != 0) {
                holders.add(new Holder(key, attempt.worker(), attempt.number(), attempt.startedAt()));
            }
        }
        return List.copyOf(holders);
    }

    /** All that a start finds, the oldest first. */
    void showAll(State state) {
        Map<ItemKey, Item> running = new HashMap<>();
        state.jobs.forEach(
                (no, job) -> job.running.forEach(index -> running.put(new ItemKey(no, index), state.item(no, index))));
        running.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> firstStart(entry.getValue())))
                .forEach(entry -> show(entry.getKey(), entry.getValue()));
    }

    private static long firstStart(Item item) {
        return item.attempts().stream()
                .filter(Attempt::open)
                .mapToLong(Attempt::startedAt)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A job is forgotten. */
    void forget(int job) {
        List<ItemKey> keys =
                byItem.keySet().stream().filter(key -> key.job() == job).toList();
        keys.forEach(key -> show(key, Item.FRESH));
    }

    /** A worker that holds nothing is forgotten. */
    void forgetWorker(int worker) {
        byWorker.remove(worker);
    }

    /** When the oldest attempt was handed out, in milliseconds since the epoch; 0 for none. */
    long oldest() {
        return byItem.isEmpty() ? 0 : byItem.values().iterator().next().get(0).since();
    }

    /** What a worker holds, with the number of the attempt. */
    void forEach(int worker, ObjIntConsumer<ItemKey> action) {
        byWorker.getOrDefault(worker, List.of()).forEach(holder -> action.accept(holder.item(), holder.attempt()));
    }
}
