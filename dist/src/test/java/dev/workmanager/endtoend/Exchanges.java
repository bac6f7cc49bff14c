package dev.workmanager.endtoend;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The exchanges of all slots by their numbers: the same number again must get the same answer. Thread-safe. */
final class Exchanges {
    private final Consumer<String> faults;
    private final Map<String, NavigableMap<Long, Long>> firstAsked = new HashMap<>();
    private final Map<String, Map<Long, Set<String>>> answers = new HashMap<>();

    Exchanges(Consumer<String> faults) {
        this.faults = faults;
    }

    /** Notes a request; gives the time at which its number was first sent. */
    synchronized long asked(String slot, long number, long now) {
        return firstAsked.computeIfAbsent(slot, name -> new TreeMap<>()).computeIfAbsent(number, first -> now);
    }

    synchronized boolean hasLater(String slot, long number) {
        return firstAsked.getOrDefault(slot, new TreeMap<>()).higherKey(number) != null;
    }

    /**
     * Notes what an answer handed out. A repeated one tells of what is still held, so each answer holds all of the next one; nothing
     * may come in that was not in the first.
     */
    synchronized void answered(String slot, long number, Set<String> tokens) {
        Map<Long, Set<String>> bySlot = answers.computeIfAbsent(slot, name -> new HashMap<>());
        Set<String> before = bySlot.putIfAbsent(number, tokens);
        if (before == null) {
            return;
        }
        if (!before.containsAll(tokens) && !tokens.containsAll(before)) {
            faults.accept(
                    "exchange " + number + " of " + slot + " handed out " + before + ", and asked again " + tokens);
        }
        Set<String> all = new TreeSet<>(before);
        all.addAll(tokens);
        bySlot.put(number, all);
    }
}
