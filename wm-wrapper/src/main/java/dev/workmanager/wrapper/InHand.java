package dev.workmanager.wrapper;

import dev.workmanager.client.Completion;
import dev.workmanager.client.Completion.Tails;
import dev.workmanager.client.GaveUpException;
import dev.workmanager.client.ResultSource;
import dev.workmanager.client.Turn;
import dev.workmanager.client.WorkSlot;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a slot has in hand: items taken ahead of the one in work, and the ends of those before it, told together. Only items that take
 * moments are taken ahead, so many as take {@value #GOAL_MILLIS} ms; when one lasts longer than a second the others are given back.
 * That others are idle meanwhile is prevented by the manager, who gives fewer when few are left.
 *
 * <p>For the slot's thread, but for {@link #lose} and {@link #leave}.
 */
final class InHand {
    /** So long somebody else waits at most, usually, for what is held here and not begun. */
    private static final long GOAL_MILLIS = 100;

    /** Each has a lease to renew and an end to be told again if we die: more gains nothing. */
    private static final int MOST = 32;

    /** A larger result is not kept in memory, but told at once from where it lies. */
    private static final long MOST_KEPT = 16 << 10;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WorkSlot slot;
    private final Intake intake;
    private final boolean once;
    private final Messages messages;
    private final LongSupplier nanos;
    private final Pace pace;
    private final Deque<HandedItem> ahead = new ArrayDeque<>();
    private final List<Ended> ended = new ArrayList<>();
    private final Map<String, String> lost = new HashMap<>();
    private long begun;
    private int worked;
    private volatile boolean leaving;

    /** How an item ended; a result on disk may turn out not to be readable. */
    private record Ended(HandedItem item, Completion completion, boolean onDisk) {
        Ended(HandedItem item, Completion completion) {
            this(item, completion, completion.result() != null);
        }
    }

    InHand(WorkSlot slot, Intake intake, boolean once, Messages messages, LongSupplier nanos) {
        this.slot = slot;
        this.intake = intake;
        this.once = once;
        this.messages = messages;
        this.nanos = nanos;
        this.pace = once ? Pace.of(1) : Pace.of(GOAL_MILLIS, MOST);
    }

    /** Takes items when nothing is in hand, and waits for some. */
    Turn take() {
        return took(intake.next(List.of(), pace.size(), false));
    }

    private Turn took(Turn turn) {
        ahead.addAll(turn.items());
        turn.items().forEach(pace::saw);
        begun = nanos.getAsLong();
        worked = 0;
        return turn;
    }

    /** The next item to work on, if one is left. */
    Optional<HandedItem> next() {
        return Optional.ofNullable(ahead.poll());
    }

    /** The manager does not want an item any more that is not in work. The word may come before the item. Any thread. */
    synchronized void lose(RenewAnswer.Lease lease) {
        lost.put(lease.token(), lease.standing());
    }

    /** How the manager says that an item stands which it does not want any more; told once. */
    synchronized Optional<String> fate(HandedItem item) {
        return Optional.ofNullable(lost.remove(item.token()));
    }

    /** Nothing more is begun: with the next end all others are given back. Any thread. */
    void leave() {
        leaving = true;
    }

    /**
     * The item in work has ended.
     *
     * @param completion nothing if it was lost
     * @return what the manager said; nothing if it was not told yet, since another item is to be worked on first
     */
    Optional<Turn> ended(HandedItem item, Optional<Completion> completion) {
        worked++;
        boolean mayWait = !once && !leaving && !ahead.isEmpty();
        Optional<Completion> kept = mayWait ? completion.flatMap(InHand::kept) : Optional.empty();
        if (kept.isPresent()) {
            ended.add(new Ended(item, kept.get(), false));
            return Optional.empty();
        }
        pace.took(worked, nanos.getAsLong() - begun);
        completion.ifPresentOrElse(how -> ended.add(new Ended(item, how)), () -> slot.drop(item.token()));
        if (once) {
            return Optional.of(
                    completion.isPresent() ? tell(intake::end) : new Turn(List.of(), Turn.Next.STOPPED, List.of()));
        }
        boolean misfortune = completion.isPresent() && completion.get().result() == null;
        if (misfortune) {
            // The next ones may fare alike, and what the manager makes of that is not known here.
            pace.stumbled();
        }
        if (misfortune || leaving) {
            release();
        }
        if (ahead.isEmpty()) {
            return Optional.of(tellAndTake());
        }
        tell(ends -> intake.next(ends, 0, true));
        return Optional.empty();
    }

    /** The item in work has ended, and nothing more is to be taken for now: the others are given back. */
    Turn endedForNow(HandedItem item, Completion completion) {
        ended.add(new Ended(item, completion));
        release();
        return tell(intake::end);
    }

    /** A completion that may wait, since it is a success with a small result, without what that lies in. */
    private static Optional<Completion> kept(Completion completion) {
        ResultSource result = completion.result();
        if (result == null || result.size() > MOST_KEPT) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Completion(completion.ended(), result.inMemory()));
        } catch (UncheckedIOException whoeverTellsItMeetsTheSame) {
            return Optional.empty();
        }
    }

    /** A look at how long the item in work has been: beyond a second the rest is not held back from others, nor the ends of those before. */
    Watch.Look patience() {
        long since = nanos.getAsLong();
        return last -> {
            if (!last && nanos.getAsLong() - since > PATIENCE_NANOS && !(ahead.isEmpty() && ended.isEmpty())) {
                pace.stumbled();
                release();
                tellMeanwhile();
            }
        };
    }

    private void tellMeanwhile() {
        try {
            tell(ends -> intake.next(ends, 0, true));
        } catch (GaveUpException theItemInWorkWillMeetTheSame) {
            messages.detail(() -> "the item in work goes on");
        }
    }

    private void release() {
        if (!ahead.isEmpty()) {
            messages.detail(() -> ahead.size() + " item(s) given back that were not begun");
            intake.gaveBack(ahead.size());
            ahead.forEach(item -> ended.add(new Ended(item, Completion.released(item.token(), Tails.NONE))));
            ahead.clear();
        }
    }

    private Turn tellAndTake() {
        return took(tell(ends -> intake.next(ends, pace.size(), false)));
    }

    /** Tells all ends, as the caller does it. */
    private Turn tell(Function<List<Completion>, Turn> exchange) {
        List<Ended> told = List.copyOf(ended);
        ended.clear();
        try {
            Turn turn = tell(told, exchange);
            hear(told, turn);
            return turn;
        } catch (GaveUpException e) {
            told.forEach(each -> messages.say(messages.name(each.item()) + ": its end could not be told to the manager,"
                    + " who gives it to somebody else when its lease has run out"));
            throw e;
        }
    }

    private Turn tell(List<Ended> told, Function<List<Completion>, Turn> exchange) {
        try {
            return exchange.apply(told.stream().map(Ended::completion).toList());
        } catch (UncheckedIOException e) {
            return exchange.apply(told.stream()
                    .map(each -> each.onDisk() ? unreadable(each, e) : each.completion())
                    .toList());
        }
    }

    private Completion unreadable(Ended unread, UncheckedIOException why) {
        String line = messages.name(unread.item()) + ": given back: " + why.getMessage();
        messages.say(line);
        return Completion.givenBack(unread.item().token(), new Tails(line, null));
    }

    private void hear(List<Ended> told, Turn turn) {
        told.forEach(each -> fate(each.item()));
        for (Outcome outcome : turn.outcomes()) {
            if (!outcome.outcome().equals(Outcome.ACCEPTED)) {
                told.stream()
                        .map(Ended::item)
                        .filter(item -> item.token().equals(outcome.token()))
                        .forEach(item -> messages.doesNotCount(item, outcome));
            }
        }
    }
}
