package dev.workmanager.store;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, in memory. {@link #add} and {@link #show} are called by one thread at a time, and wait for nobody; readers look
 * on without a lock, and notice what was overwritten under their eyes.
 */
public final class EventRing implements EventLog {
    /** A page looks at so many events: a reader that wants few of them lets others have a turn. */
    private static final int GLANCE = 2_048;
    /** Memory is taken as it is needed. */
    private static final int BLOCK = 4_096;

    private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

    private final long generation;
    private final int size;
    private final @Nullable EventBlock[] blocks;
    private final AtomicReference<CompletableFuture<Void>> arrival = new AtomicReference<>();
    private long added;
    /** The oldest one that is kept; rises before its place is taken by a newer one. */
    private volatile long oldest = 1;
    /** The newest one that may be seen. */
    private volatile long newest;

    private volatile boolean closed;

    /**
     * An empty one.
     *
     * @param generation random
     * @param size how many events it keeps
     */
    public EventRing(long generation, int size) {
        this.generation = generation;
        this.size = size;
        this.blocks = new EventBlock[(size + BLOCK - 1) / BLOCK];
    }

    /** Appends an event, which nobody sees yet. */
    public void add(Event event) {
        long number = ++added;
        if (number > size) {
            oldest = number - size + 1;
            // Who sees what follows is to see that, too.
            VarHandle.releaseFence();
        }
        int place = place(number);
        EventBlock block = blocks[place / BLOCK];
        if (block == null) {
            block = new EventBlock(Math.min(BLOCK, size));
            blocks[place / BLOCK] = block;
        }
        block.put(place % BLOCK, event);
    }

    /** One of those that may be seen; or anything, if it is overwritten meanwhile. */
    private @Nullable Event get(long number) {
        int place = place(number);
        EventBlock block = blocks[place / BLOCK];
        return block == null ? null : block.get(place % BLOCK);
    }

    /** All that was added may be seen. */
    public void show() {
        if (newest != added) {
            newest = added;
            wakeUp();
        }
    }

    /** Nothing will come any more. */
    public void close() {
        closed = true;
        wakeUp();
    }

    @Override
    public boolean closed() {
        return closed;
    }

    private void wakeUp() {
        CompletableFuture<Void> waiting = arrival.getAndSet(null);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    private int place(long number) {
        return (int) (number % size);
    }

    @Override
    public EventId newest() {
        return id(newest);
    }

    private EventId id(long number) {
        return new EventId(generation, number);
    }

    @Override
    public CompletableFuture<Void> more(EventId place) {
        // First the future, then the look: what comes in between completes it.
        CompletableFuture<Void> next =
                arrival.updateAndGet(waiting -> waiting == null ? new CompletableFuture<>() : waiting);
        return closed || place.generation() != generation || place.number() != newest ? AT_ONCE : next;
    }

    @Override
    public EventPage after(EventId place, Predicate<Event> wanted, int most) {
        long end = newest;
        boolean known = place.generation() == generation && place.number() >= 0 && place.number() <= end;
        long next = known ? place.number() : 0;
        long first = Math.max(next + 1, oldest);
        List<EventPage.Entry> found = new ArrayList<>();
        for (long number = first; number <= end && number < first + GLANCE && found.size() < most; number++) {
            Event event = get(number);
            if (event != null && wanted.test(event)) {
                found.add(new EventPage.Entry(id(number), event));
            }
            next = number;
        }
        // Only now it is known what was overwritten meanwhile.
        VarHandle.acquireFence();
        long lost = Math.min(end, oldest - 1);
        found.removeIf(entry -> entry.id().number() <= lost);
        next = Math.max(next, lost);
        return new EventPage(gap(place, known, lost), found, id(next), next < end);
    }

    private Optional<EventPage.Gap> gap(EventId place, boolean known, long lost) {
        if (known && lost <= place.number()) {
            return Optional.empty();
        }
        OptionalLong count = known ? OptionalLong.of(lost - place.number()) : OptionalLong.empty();
        return Optional.of(new EventPage.Gap(place, id(Math.max(0, lost)), count));
    }
}
