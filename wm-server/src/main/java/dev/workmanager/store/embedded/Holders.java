package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which worker holds which attempts, for readers. Not thread-safe. */
final class Holders {
    private record Holder(int worker, int attempt, long since) {}

    /** Those whose attempts were handed out first come first. */
    private final Map<ItemKey, List<Holder>> byItem = new LinkedHashMap<>();

    private final Map<Integer, Map<ItemKey, Integer>> byWorker = new HashMap<>();

    /** An item has become this. */
    void show(ItemKey key, Item item) {
        List<Holder> before = byItem.getOrDefault(key, List.of());
        before.forEach(holder -> letGo(holder.worker(), key));
        List<Holder> now = new ArrayList<>(1);
        for (Attempt attempt : item.attempts()) {
            if (attempt.open() && attempt.worker() != 0) {
                now.add(new Holder(attempt.worker(), attempt.number(), attempt.startedAt()));
                byWorker.computeIfAbsent(attempt.worker(), worker -> new LinkedHashMap<>())
                        .put(key, attempt.number());
            }
        }
        if (!now.equals(before)) {
            byItem.remove(key);
            if (!now.isEmpty()) {
                byItem.put(key, now);
            }
        }
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

    private void letGo(int worker, ItemKey key) {
        byWorker.computeIfPresent(worker, (no, held) -> {
            held.remove(key);
            return held.isEmpty() ? null : held;
        });
    }

    /** A job is forgotten. */
    void forget(int job) {
        List<ItemKey> keys =
                byItem.keySet().stream().filter(key -> key.job() == job).toList();
        keys.forEach(key -> show(key, Item.FRESH));
    }

    /** When the oldest attempt was handed out, in milliseconds since the epoch; 0 for none. */
    long oldest() {
        return byItem.isEmpty() ? 0 : byItem.values().iterator().next().get(0).since();
    }

    /** What a worker holds, with the number of the attempt. */
    Map<ItemKey, Integer> of(int worker) {
        Map<ItemKey, Integer> held = byWorker.get(worker);
        return held == null ? Map.of() : held;
    }
}
