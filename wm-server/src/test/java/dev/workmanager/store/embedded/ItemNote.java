package dev.workmanager.store.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the clients of a store know of an item. Immutable.
 *
 * @param bits the random bits of each attempt that was handed out to somebody, by its number
 * @param accepted the attempts whose completion was acknowledged
 * @param done whether any completion was
 * @param results what its result may be: one thing, unless two clients completed it at once
 */
record ItemNote(NavigableMap<Integer, Integer> bits, Set<Integer> accepted, boolean done, List<byte[]> results) {
    static final ItemNote NOTHING = new ItemNote(new TreeMap<>(), Set.of(), false, List.of());

    ItemNote handedOut(int attempt, int newBits) {
        NavigableMap<Integer, Integer> more = new TreeMap<>(bits);
        more.put(attempt, newBits);
        return new ItemNote(more, accepted, done, results);
    }

    ItemNote accepted(int attempt) {
        Set<Integer> more = new HashSet<>(accepted);
        more.add(attempt);
        return new ItemNote(bits, Set.copyOf(more), done, results);
    }

    /**
     * A completion was acknowledged.
     *
     * @param others what completions that are still under way bring
     */
    ItemNote done(byte[] result, List<byte[]> others) {
        if (done && results.size() > 1 && mayBe(result)) {
            return this;
        }
        List<byte[]> all = new ArrayList<>(others);
        all.add(result);
        return new ItemNote(bits, accepted, true, List.copyOf(all));
    }

    /** It is done, and its result is known. */
    ItemNote is(byte[] result) {
        return new ItemNote(bits, accepted, true, List.of(result));
    }

    boolean mayBe(byte[] result) {
        return results.stream().anyMatch(one -> Arrays.equals(one, result));
    }

    int lastAttempt() {
        return bits.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
