package dev.workmanager.cli;

import java.util.List;
import java.util.Optional;

/**
 * Which job somebody means, and which of its items: {@code [JOB] [ITEMS]}.
 *
 * @param job its name; empty where none is given
 * @param items as they were written; empty where none are given
 */
record Target(Optional<String> job, Optional<Selector> items) {
    /**
     * The number of the one item that is meant.
     *
     * @throws UsageException if none is named, or several are
     */
    long single() {
        return items.flatMap(Selector::single)
                .orElseThrow(() -> new UsageException("which item? name one by its number: crunch 17"));
    }

    /**
     * Reads the words behind a verb. One word alone is a job, unless it looks like items.
     *
     * @throws UsageException if there are too many, or the second one are no items
     */
    static Target of(List<String> words) {
        if (words.size() > 2) {
            throw new UsageException("'" + words.get(2) + "' is too much: there is a job and items of it, such as"
                    + " crunch 1-10:2,15");
        }
        if (words.isEmpty()) {
            return new Target(Optional.empty(), Optional.empty());
        }
        String first = words.get(0);
        if (words.size() == 1 && Selector.looksLikeOne(first)) {
            return new Target(Optional.empty(), Optional.of(Selector.parse(first)));
        }
        return new Target(
                Optional.of(first), words.size() == 1 ? Optional.empty() : Optional.of(Selector.parse(words.get(1))));
    }
}
