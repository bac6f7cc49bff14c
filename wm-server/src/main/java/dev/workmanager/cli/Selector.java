package dev.workmanager.cli;

import dev.workmanager.client.ControlClient;
import dev.workmanager.client.ItemQuery;
import dev.workmanager.model.ItemState;
import dev.workmanager.protocol.ItemStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some items of a job: {@code 17}, {@code 1-10:2,15}, {@code failed}, {@code all}; what is named with commas between is all meant.
 *
 * @param ranges of numbers, by where they begin
 * @param states words for states
 */
record Selector(List<Range> ranges, Set<String> states) {
    /** All items. */
    static final Selector ALL = new Selector(List.of(new Range(0, Long.MAX_VALUE, 1)), Set.of());

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?(?::([0-9]{1,18}))?");
    private static final String HOW =
            "; write numbers and ranges such as 1-10:2,15, or all, pending, running, done, failed, cancelled";

    /** From a number to another one, both included, in steps. */
    record Range(long from, long to, long step) {
        boolean contains(long id) {
            return id >= from && id <= to && (id - from) % step == 0;
        }
    }

    /** Sorts the ranges. */
    Selector {
        ranges = ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList();
        states = new TreeSet<>(states);
    }

    /** Whether a text is meant as one, and not as the name of a job: those begin with a letter. */
    static boolean looksLikeOne(String text) {
        String first = text.split(",", 2)[0];
        return first.isEmpty() || Character.isDigit(first.charAt(0)) || first.equals("all") || isState(first);
    }

    /**
     * Reads one.
     *
     * @throws UsageException if it is none
     */
    static Selector parse(String text) {
        List<Range> ranges = new ArrayList<>();
        Set<String> states = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            if (part.equals("all")) {
                ranges.addAll(ALL.ranges());
            } else if (isState(part)) {
                states.add(part);
            } else {
                ranges.add(range(part, text));
            }
        }
        return new Selector(ranges, states);
    }

    private static Range range(String part, String text) {
        Matcher range = RANGE.matcher(part);
        if (!range.matches()) {
            throw new UsageException("'" + text + "' are no items" + HOW);
        }
        long from = Long.parseLong(range.group(1));
        long to = range.group(2) == null ? from : Long.parseLong(range.group(2));
        long step = range.group(3) == null ? 1 : Long.parseLong(range.group(3));
        if (to < from || step < 1) {
            throw new UsageException("'" + part + "' has no items: a range goes up, in steps of 1 or more" + HOW);
        }
        return new Range(from, to, step);
    }

    private static boolean isState(String word) {
        for (ItemState state : ItemState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** The number of the one item that is meant; empty where it may be several. */
    Optional<Long> single() {
        boolean one = states.isEmpty()
                && ranges.size() == 1
                && ranges.get(0).from() == ranges.get(0).to();
        return one ? Optional.of(ranges.get(0).from()) : Optional.empty();
    }

    /** Whether just those are meant that have failed. */
    boolean isFailed() {
        return ranges.isEmpty() && states.equals(Set.of("failed"));
    }

    /**
     * Visits the items, each once, in the order of their numbers.
     *
     * @param visitor takes each, and says whether it wants more
     */
    void forEach(ControlClient client, String job, Predicate<ItemStatus> visitor) {
        forEach(client, job, ItemQuery.ALL, visitor);
    }

    /** Likewise, with their attempts. */
    void forEachWithHistory(ControlClient client, String job, Predicate<ItemStatus> visitor) {
        forEach(client, job, ItemQuery.ALL.withHistory(), visitor);
    }

    private void forEach(ControlClient client, String job, ItemQuery query, Predicate<ItemStatus> visitor) {
        if (ranges.isEmpty() && states.size() == 1) {
            client.forEachItem(job, query.in(states.iterator().next()), visitor);
            return;
        }
        Watch watch = new Watch(visitor);
        for (Range stretch : states.isEmpty() ? stretches() : ALL.ranges()) {
            if (!watch.enough) {
                client.forEachItem(job, query.between(stretch.from(), stretch.to()), watch);
            }
        }
    }

    /** The ranges without their steps, each number in one of them only. */
    private List<Range> stretches() {
        List<Range> stretches = new ArrayList<>();
        for (Range next : ranges) {
            Range last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last != null && next.from() <= last.to()) {
                stretches.set(stretches.size() - 1, new Range(last.from(), Math.max(last.to(), next.to()), 1));
            } else {
                stretches.add(new Range(next.from(), next.to(), 1));
            }
        }
        return stretches;
    }

    private boolean contains(ItemStatus item) {
        return states.contains(item.state()) || ranges.stream().anyMatch(range -> range.contains(item.id()));
    }

    /** Lets through those that are meant, and remembers that somebody has had enough. */
    private final class Watch implements Predicate<ItemStatus> {
        private final Predicate<ItemStatus> visitor;
        private boolean enough;

        private Watch(Predicate<ItemStatus> visitor) {
            this.visitor = visitor;
        }

        @Override
        public boolean test(ItemStatus item) {
            enough = contains(item) && !visitor.test(item);
            return !enough;
        }
    }
}
