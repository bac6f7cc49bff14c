package dev.workmanager.store;

import dev.workmanager.model.ItemState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * What a range of a job's items looks like from afar: counts a cell of so many items that follow each other, how long attempts take,
 * and the slowest of them. Takes the same memory for any number of items. Filled by one thread, and read when that is done.
 */
public final class Survey {
    /** So many of the slowest items are named. */
    public static final int SLOWEST = 20;

    /** Bounds of the durations, in milliseconds: 1, 2, 5 and so on in each decade, up to some days. */
    private static final long[] BOUNDS = bounds(8);

    /** How long the last attempt of an item has taken, or takes so far. */
    public record Slow(long index, ItemState state, long millis) {}

    private final long from;
    private final long to;
    private final long size;
    private final ItemState fresh;
    private final Map<ItemState, long[]> cells = new EnumMap<>(ItemState.class);
    private final long[] durations = new long[BOUNDS.length + 1];
    private final PriorityQueue<Slow> slowest = new PriorityQueue<>(Comparator.comparingLong(Slow::millis));

    /**
     * Nothing is known yet but that these items are there.
     *
     * @param from the first index
     * @param to the index behind the last
     * @param most at most so many cells
     * @param fresh the state of an item that nothing is told of
     */
    public Survey(long from, long to, int most, ItemState fresh) {
        if (from < 0 || to <= from || most < 1) {
            throw new IllegalArgumentException("items from " + from + " to " + to + " in " + most + " cells");
        }
        this.from = from;
        this.to = to;
        this.size = (to - from - 1) / most + 1;
        this.fresh = fresh;
        int count = (int) ((to - from - 1) / size + 1);
        for (ItemState state : ItemState.values()) {
            cells.put(state, new long[count]);
        }
        long[] all = counts(fresh);
        Arrays.fill(all, size);
        all[count - 1] = to - from - (count - 1) * size;
    }

    private long[] counts(ItemState state) {
        return Objects.requireNonNull(cells.get(state));
    }

    private static long[] bounds(int decades) {
        long[] bounds = new long[3 * decades];
        long decade = 1;
        for (int i = 0; i < bounds.length; i += 3) {
            bounds[i] = decade;
            bounds[i + 1] = 2 * decade;
            bounds[i + 2] = 5 * decade;
            decade *= 10;
        }
        return bounds;
    }

    /** Tells of an item of the range; of each at most once. */
    public void add(long index, ItemState state) {
        int cell = (int) ((index - from) / size);
        counts(fresh)[cell]--;
        counts(state)[cell]++;
    }

    /** Tells how long the last attempt of an item has taken, or takes so far. */
    public void took(long index, ItemState state, long millis) {
        if (state == ItemState.DONE || state == ItemState.FAILED) {
            int place = Arrays.binarySearch(BOUNDS, millis);
            durations[place < 0 ? -place - 1 : place]++;
        }
        if (slowest.size() < SLOWEST) {
            slowest.add(new Slow(index, state, millis));
        } else if (slowest.element().millis() < millis) {
            slowest.remove();
            slowest.add(new Slow(index, state, millis));
        }
    }

    /** The first index. */
    public long from() {
        return from;
    }

    /** The index behind the last. */
    public long to() {
        return to;
    }

    /** Items in a cell; the last may have fewer. */
    public long size() {
        return size;
    }

    /** How many items are in a state, a number a cell. */
    public long[] cells(ItemState state) {
        return counts(state).clone();
    }

    /** The bounds of the durations, in milliseconds, rising. */
    public static long[] durationBounds() {
        return BOUNDS.clone();
    }

    /** How many items took up to each bound, and more than the one before it; and at the end those that took more than the last. */
    public long[] durations() {
        return durations.clone();
    }

    /** Those that took, or take, longest; the slowest first. */
    public List<Slow> slowest() {
        List<Slow> ordered = new ArrayList<>(slowest);
        ordered.sort(Comparator.comparingLong(Slow::millis).reversed().thenComparingLong(Slow::index));
        return ordered;
    }
}
