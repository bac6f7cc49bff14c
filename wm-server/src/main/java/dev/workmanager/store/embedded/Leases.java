package dev.workmanager.store.embedded;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** An attempt that is out, in the queue of those with a lease of the same length. One small object, since there are many. */
    private static final class Holding {
        private final ItemKey item;
        private final int attempt;
        private final int worker;
        private final long length;
        private long until;
        private Holding earlier = this;
        private Holding later = this;

        Holding(ItemKey item, int attempt, int worker, long length) {
            this.item = item;
            this.attempt = attempt;
            this.worker = worker;
            this.length = length;
        }

        void leave() {
            earlier.later = later;
            later.earlier = earlier;
            // A dead one that has grown old keeps alive what it points to, and makes that grow old, too.
            earlier = this;
            later = this;
        }

        void joinAtEnd(Holding head) {
            earlier = head.earlier;
            later = head;
            earlier.later = this;
            head.earlier = this;
        }
    }

    private static final ItemKey NONE = new ItemKey(0, -1);

    private final Map<ItemKey, List<Holding>> byItem = new HashMap<>();
    private final Map<Integer, Integer> heldByWorker = new HashMap<>();
    /**
     * By length of lease the heads of queues, each in the order of latest news: the first to expire stands first. A head's first is
     * {@code later}, its last {@code earlier}.
     */
    private final Map<Long, Holding> queues = new TreeMap<>();

    private long clock;

    /** So many attempts are out. */
    int size() {
        return heldByWorker.values().stream().mapToInt(Integer::intValue).sum();
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
                after.add(keep(before, key, attempt, length));
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
            byItem.put(key, List.copyOf(after));
        }
    }

    private Holding keep(List<Holding> before, ItemKey key, Attempt attempt, long length) {
        for (Holding holding : before) {
            if (holding.attempt == attempt.number()) {
                return holding;
            }
        }
        Holding begun = new Holding(key, attempt.number(), attempt.worker(), length);
        heldByWorker.merge(begun.worker, 1, Integer::sum);
        news(begun);
        return begun;
    }

    private void end(Holding holding) {
        heldByWorker.compute(holding.worker, (worker, held) -> held == null || held == 1 ? null : held - 1);
        holding.leave();
    }

    /** News of an attempt: its lease starts anew. */
    void renew(Out out) {
        for (Holding holding : byItem.getOrDefault(out.item(), List.of())) {
            if (holding.attempt == out.attempt()) {
                news(holding);
            }
        }
    }

    private void news(Holding holding) {
        holding.leave();
        holding.until = clock + holding.length;
        holding.joinAtEnd(queues.computeIfAbsent(holding.length, length -> new Holding(NONE, 0, 0, length)));
    }

    /** Time has gone by, in milliseconds. */
    void goOn(long elapsed) {
        clock += elapsed;
    }

    /** Which leases have run out. They stay in here until their items change. */
    List<Out> expired() {
        List<Out> expired = new ArrayList<>();
        for (Holding head : queues.values()) {
            for (Holding next = head.later; next != head && next.until <= clock; next = next.later) {
                expired.add(new Out(next.item, next.attempt));
            }
        }
        return expired;
    }
}
