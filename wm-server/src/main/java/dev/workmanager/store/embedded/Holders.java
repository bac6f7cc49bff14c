package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which worker holds which attempts, for readers. Not thread-safe. */
final class Holders {
    private record Holder(int worker, int attempt) {}

    private final Map<ItemKey, List<Holder>> byItem = new HashMap<>();
    private final Map<Integer, Map<ItemKey, Integer>> byWorker = new HashMap<>();

    /** An item has become this. */
    void show(ItemKey key, Item item) {
        List<Holder> before = byItem.remove(key);
        if (before != null) {
            before.forEach(holder -> letGo(holder.worker(), key));
        }
        List<Holder> now = new ArrayList<>(1);
        for (Attempt attempt : item.attempts()) {
            if (attempt.open() && attempt.worker() != 0) {
                now.add(new Holder(attempt.worker(), attempt.number()));
                byWorker.computeIfAbsent(attempt.worker(), worker -> new LinkedHashMap<>())
                        .put(key, attempt.number());
            }
        }
        if (!now.isEmpty()) {
            byItem.put(key, now);
        }
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

    /** What a worker holds, with the number of the attempt. */
    Map<ItemKey, Integer> of(int worker) {
        Map<ItemKey, Integer> held = byWorker.get(worker);
        return held == null ? Map.of() : held;
    }
}
