package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Turn;
import dev.workmanager.client.WorkSlot;
import dev.workmanager.model.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes items for one slot: no more than the wrapper may take, and waits for them no longer than it may. For the slot's thread. */
final class Intake {
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
     * Says how the last item ended, and takes the next one, as {@link WorkSlot#exchange} does. {@link Turn.Next#STOPPED} also when
     * as many were taken as may be.
     *
     * @param completion null if there was no last item, or if it was lost
     */
    Turn next(@Nullable Completion completion) {
        rest();
        if (ending.quota().ask()) {
            return ask(completion);
        }
        Turn told = completion == null ? null : slot.exchange(completion, null);
        if (told != null && told.next() == Turn.Next.FINISHED) {
            return told;
        }
        String outcome = told == null ? null : told.outcome();
        if (!ending.quota().await()) {
            reachedQuota = true;
            return new Turn(outcome, Turn.Next.STOPPED, null);
        }
        Turn turn = ask(null);
        return new Turn(outcome, turn.next(), turn.item());
    }

    /** Says how the last item ended, and takes none. */
    Turn end(Completion completion) {
        rest();
        return slot.exchange(completion, null);
    }

    /** Whether {@link #next} has stopped since as many were taken as may be. */
    boolean reachedQuota() {
        return reachedQuota;
    }

    private Turn ask(@Nullable Completion completion) {
        boolean taken = false;
        try {
            Turn turn = slot.exchange(completion, wait(ending.idleness()));
            taken = turn.next() == Turn.Next.ITEM;
            if (taken) {
                working = true;
                ending.idleness().begin();
            } else if (turn.next() == Turn.Next.WAIT) {
                sayThatWeWait();
            }
            return turn;
        } finally {
            ending.quota().answered(taken);
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
