package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which attempts are out under a lease, and since when there was no news of them. Lives in memory only. Its clock is not the wall's:
 * it goes forward by what it is told has gone by, so a manager that was stopped or stuck shoots nobody.
 */
final class Leases {
    /** An attempt that is out. */
    record Out(ItemKey item, int attempt) {}

    private record Holding(Out out, int worker, long length) {}

    private final Map<ItemKey, List<Holding>> byItem = new HashMap<>();
    private final Map<Integer, Integer> heldByWorker = new HashMap<>();
    /** By length of lease, then in the order of their latest news: the first to expire stands first. */
    private final Map<Long, LinkedHashMap<Out, Long>> byLength = new TreeMap<>();

    private long clock;

    /** So many attempts of named workers are out. */
    int size() {
        return byLength.values().stream().mapToInt(Map::size).sum();
    }

    int held(int worker) {
        return heldByWorker.getOrDefault(worker, 0);
    }

    /**
     * An item has become this: its open attempts are out, each under a lease.
     *
     * @param length of the lease, in milliseconds
     * @param nameless whether attempts without a named worker are under a lease, too
     */
    void update(ItemKey key, Item item, long length, boolean nameless) {
        List<Holding> before = byItem.getOrDefault(key, List.of());
        List<Holding> after = new ArrayList<>(1);
        for (Attempt attempt : item.attempts()) {
            if (attempt.open() && (nameless || attempt.worker() != 0)) {
                after.add(keep(before, new Out(key, attempt.number()), attempt.worker(), length));
            }
        }
        for (Holding holding : before) {
            if (!after.contains(holding)) {
                end(holding);
            }
        }
        if (after.isEmpty()) {
            byItem.remove(key);
        } else {
            byItem.put(key, after);
        }
    }

    private Holding keep(List<Holding> before, Out out, int worker, long length) {
        for (Holding holding : before) {
            if (holding.out().equals(out)) {
                return holding;
            }
        }
        Holding begun = new Holding(out, worker, length);
        heldByWorker.merge(worker, 1, Integer::sum);
        news(begun);
        return begun;
    }

    private void end(Holding holding) {
        heldByWorker.compute(holding.worker(), (worker, held) -> held == null || held == 1 ? null : held - 1);
        Map<Out, Long> queue = byLength.get(holding.length());
        if (queue != null) {
            queue.remove(holding.out());
        }
    }

    /** News of an attempt: its lease starts anew. */
    void renew(Out out) {
        for (Holding holding : byItem.getOrDefault(out.item(), List.of())) {
            if (holding.out().equals(out)) {
                news(holding);
            }
        }
    }

    private void news(Holding holding) {
        LinkedHashMap<Out, Long> queue = byLength.computeIfAbsent(holding.length(), length -> new LinkedHashMap<>());
        queue.remove(holding.out());
        queue.put(holding.out(), clock + holding.length());
    }

    /** Time has gone by, in milliseconds. */
    void goOn(long elapsed) {
        clock += elapsed;
    }

    /** Which leases have run out. They stay in here until their items change. */
    List<Out> expired() {
        List<Out> expired = new ArrayList<>();
        for (LinkedHashMap<Out, Long> queue : byLength.values()) {
            for (Iterator<Map.Entry<Out, Long>> i = queue.entrySet().iterator(); i.hasNext(); ) {
                Map.Entry<Out, Long> entry = i.next();
                if (entry.getValue() > clock) {
                    break;
                }
                expired.add(entry.getKey());
            }
        }
        return expired;
    }
}
