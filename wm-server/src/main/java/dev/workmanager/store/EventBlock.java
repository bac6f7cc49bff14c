package dev.workmanager.store;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import org.jspecify.annotations.Nullable;

/**
 * Room for some events. Those of items, which come by the million, are kept as numbers: an object for each that lives for some seconds
 * and then dies would fill the old generation of the heap with garbage. One thread puts in. Who reads a place while it is written
 * may find anything there, and has to find out that it was.
 */
final class EventBlock {
    private static final int NUMBERS = 8;
    private static final int AT = 0;
    private static final int INDEX = 1;
    private static final int NOT_BEFORE = 2;
    private static final int STARTED_AT = 3;
    private static final int ENDED_AT = 4;
    private static final int ATTEMPT_AND_BITS = 5;
    private static final int WORKER_AND_SLOT = 6;
    private static final int CODE_AND_ALONE = 7;

    /** The job of an item's event; any other event itself. */
    private final @Nullable Object[] subjects;

    private final @Nullable ItemState[] states;
    /** Null where no attempt has ended. */
    private final @Nullable AttemptEnd[] ends;

    private final long[] numbers;

    EventBlock(int size) {
        this.subjects = new Object[size];
        this.states = new ItemState[size];
        this.ends = new AttemptEnd[size];
        this.numbers = new long[size * NUMBERS];
    }

    void put(int place, Event event) {
        if (event instanceof Event.OfItem item) {
            putItem(place, item);
        } else {
            subjects[place] = event;
        }
    }

    private void putItem(int place, Event.OfItem item) {
        int to = place * NUMBERS;
        subjects[place] = item.job();
        states[place] = item.state();
        numbers[to + AT] = item.at();
        numbers[to + INDEX] = item.index();
        numbers[to + NOT_BEFORE] = item.notBefore();
        Attempt attempt = item.attempt();
        Attempt.Ending ending = attempt == null ? null : attempt.ending();
        if (attempt == null || ending == null) {
            ends[place] = null;
            return;
        }
        ends[place] = ending.how();
        numbers[to + STARTED_AT] = attempt.startedAt();
        numbers[to + ENDED_AT] = ending.at();
        numbers[to + ATTEMPT_AND_BITS] = both(attempt.number(), attempt.bits());
        numbers[to + WORKER_AND_SLOT] = both(attempt.worker(), attempt.slot());
        numbers[to + CODE_AND_ALONE] = both(ending.code(), ending.alone() ? 1 : 0);
    }

    /** Null where there is none yet. */
    @Nullable Event get(int place) {
        Object subject = subjects[place];
        ItemState state = states[place];
        if (!(subject instanceof Job job)) {
            return (Event) subject;
        }
        if (state == null) {
            return null;
        }
        int from = place * NUMBERS;
        return new Event.OfItem(
                numbers[from + AT], job, numbers[from + INDEX], state, attempt(place), numbers[from + NOT_BEFORE]);
    }

    private @Nullable Attempt attempt(int place) {
        int from = place * NUMBERS;
        AttemptEnd how = ends[place];
        return how == null
                ? null
                : new Attempt(
                        first(numbers[from + ATTEMPT_AND_BITS]),
                        second(numbers[from + ATTEMPT_AND_BITS]),
                        first(numbers[from + WORKER_AND_SLOT]),
                        second(numbers[from + WORKER_AND_SLOT]),
                        numbers[from + STARTED_AT],
                        new Attempt.Ending(
                                how,
                                numbers[from + ENDED_AT],
                                first(numbers[from + CODE_AND_ALONE]),
                                second(numbers[from + CODE_AND_ALONE]) != 0));
    }

    private static long both(int first, int second) {
        return (long) first << Integer.SIZE | second & 0xffff_ffffL;
    }

    private static int first(long both) {
        return (int) (both >> Integer.SIZE);
    }

    private static int second(long both) {
        return (int) both;
    }
}
