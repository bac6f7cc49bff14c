package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Turn;
import dev.workmanager.client.WorkSlot;
import dev.workmanager.model.Durations;
import java.time.Duration;
import java.util.List;

/** Takes items for one slot: no more than the wrapper may take, and waits for them no longer than it may. For the slot's thread. */
final class Intake {
    private static final Turn NOTHING = new Turn(List.of(), Turn.Next.WAIT, List.of());

    private final WorkSlot slot;
    private final WrapperOptions options;
    private final Duration patience;
    private final Ending ending;
    private final Messages messages;
    private boolean working;
    private boolean waited;
    private boolean reachedQuota;

    Intake(WorkSlot slot, WrapperOptions options, Duration patience, Ending ending, Messages messages) {
        this.slot = slot;
        this.options = options;
        this.patience = patience;
        this.ending = ending;
        this.messages = messages;
    }

    /**
     * Says how items ended, and takes others, as {@link WorkSlot#exchange} does; waits for some only if nothing is in hand. {@link
     * Turn.Next#STOPPED} also when as many were taken as may be.
     *
     * @param ended nothing if there was no last item, or if it was lost
     * @param want how many at most
     * @param holding whether other items are in hand
     */
    Turn next(List<Completion> ended, int want, boolean holding) {
        if (!holding) {
            rest();
        }
        int granted = ending.quota().ask(want);
        if (granted > 0) {
            return ask(ended, granted, holding);
        }
        Turn told = holding || !ended.isEmpty() ? slot.exchange(ended, 0, Duration.ZERO) : NOTHING;
        if (holding || told.next() == Turn.Next.FINISHED) {
            return told;
        }
        int more = ending.quota().await(want);
        if (more == 0) {
            reachedQuota = true;
            return new Turn(told.outcomes(), Turn.Next.STOPPED, List.of());
        }
        Turn turn = ask(List.of(), more, false);
        return new Turn(told.outcomes(), turn.next(), turn.items());
    }

    /** Says how items ended, and takes none. */
    Turn end(List<Completion> ended) {
        rest();
        return slot.exchange(ended, 0, Duration.ZERO);
    }

    /** So many that were taken are given back without having been begun: others may be taken instead. */
    void gaveBack(int items) {
        ending.quota().gaveBack(items);
    }

    /** Whether {@link #next} has stopped since as many were taken as may be. */
    boolean reachedQuota() {
        return reachedQuota;
    }

    private Turn ask(List<Completion> ended, int granted, boolean holding) {
        int taken = 0;
        try {
            Turn turn = slot.exchange(ended, granted, holding ? Duration.ZERO : wait(ending.idleness()));
            taken = turn.items().size();
            if (taken > 0 && !working) {
                working = true;
                ending.idleness().begin();
            } else if (turn.next() == Turn.Next.WAIT && !holding) {
                sayThatWeWait();
            }
            return turn;
        } finally {
            ending.quota().answered(granted, taken);
        }
    }

    private void rest() {
        if (working) {
            working = false;
            ending.idleness().end();
        }
    }

    private Duration wait(Idleness idleness) {
        return options.once() && !waited ? Duration.ZERO : idleness.within(patience);
    }

    private void sayThatWeWait() {
        if (ending.idleness().isOver()) {
            String limit = options.leaving().idleExit().map(Durations::format).orElse("");
            ending.takeNoMore(WrapExit.STOPPED, "nothing to do for " + limit + " (--idle-exit): leaving", messages);
        }
        if (!waited) {
            waited = true;
            String line =
                    "nothing to take just now: what is left is in other hands, or waits to be tried again; waiting";
            if (options.once()) {
                messages.say(line);
            } else {
                messages.detail(() -> line);
            }
        }
    }
}
