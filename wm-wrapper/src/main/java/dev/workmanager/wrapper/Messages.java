package dev.workmanager.wrapper;

import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a wrapper tells people. Thread-safe if its consumer is. */
final class Messages {
    private static final int LONGEST_DATA = 60;

    private final Consumer<String> say;
    private final boolean verbose;

    Messages(Consumer<String> say, boolean verbose) {
        this.say = say;
        this.verbose = verbose;
    }

    void say(String line) {
        say.accept(line);
    }

    /** Said only when asked to tell more. */
    void detail(Supplier<String> line) {
        if (verbose) {
            say.accept(line.get());
        }
    }

    /** The manager does not accept how an item ended. */
    void doesNotCount(HandedItem item, Outcome outcome) {
        say(name(item) + ": its end does not count: the manager says " + outcome.outcome());
    }

    /** An item as people know it: its number, and the beginning of its data without anything that would upset a terminal. */
    String name(HandedItem item) {
        String data = item.data();
        if (data == null) {
            return "item " + item.id();
        }
        int end = Math.min(data.length(), LONGEST_DATA);
        if (end < data.length() && Character.isHighSurrogate(data.charAt(end - 1))) {
            end--;
        }
        String shown = data.substring(0, end).replaceAll("\\p{Cntrl}", "?");
        return "item " + item.id() + " (" + shown + (end < data.length() ? "…" : "") + ")";
    }
}
