package dev.workmanager.client;

import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One place for items, usually one at a time: {@link #exchange} says how some ended and brings others, in one request. For one thread
 * only.
 */
public final class WorkSlot {
    private final WorkSession session;
    private final int index;
    private final Consumer<RenewAnswer.Lease> onLost;
    private final Predicate<String> showsLife;
    private final Persistence persistence;
    private final LargeResults largeResults;
    private final Map<String, AttemptLog> logs = new HashMap<>();
    private WorkerId worker;
    private long number;

    WorkSlot(WorkSession session, int index, Consumer<RenewAnswer.Lease> onLost, Predicate<String> showsLife) {
        this.session = session;
        this.index = index;
        this.onLost = onLost;
        this.showsLife = showsLife;
        this.persistence = session.persistence(index);
        this.largeResults = new LargeResults(session, persistence);
        this.worker = session.worker();
    }

    /** The id that this slot's items are taken under. */
    public WorkerId worker() {
        return worker;
    }

    /** The slot's number, from 0. */
    public int index() {
        return index;
    }

    /**
     * What the program says on an item that is held. The log itself is for any thread.
     *
     * @throws IllegalStateException if it is not held
     */
    public AttemptLog log(String token) {
        AttemptLog log = logs.get(token);
        if (log == null) {
            throw new IllegalStateException("slot " + index + " does not hold " + token);
        }
        return log;
    }

    /** How far an attempt that is held says it is, for people; told to the manager soon, or not at all if it ends sooner. */
    public void progress(String token, String line) {
        session.leases().progress(token, line);
    }

    /**
     * Ends attempts that are held, and takes others. Comes back when there are items, when the manager has held the answer back for as
     * long as it may, when all is finished, or when the session takes no more; results above {@value
     * dev.workmanager.protocol.EndedAttempt#MAX_INLINE} bytes are put first, and what is too much for one request goes in several. What
     * comes is held, and renewed, until it is ended here, dropped, or lost.
     *
     * @param ended how attempts ended
     * @param take how many items to take at most; 0 for none, and then the answer is not held back
     * @param wait for how long the manager may hold the answer back
     * @throws GaveUpException after too long without the manager, or in a hurry; what was to be said is not known to have arrived
     * @throws RefusedException if the manager refuses the request for what it is: a defect of one side
     * @throws java.io.UncheckedIOException if a result cannot be read; then all of them may be ended again, in the same way or another
     */
    public Turn exchange(List<Completion> ended, int take, Duration wait) {
        List<List<Completion>> parts = Offers.parts(ended);
        List<Outcome> outcomes = new ArrayList<>(ended.size());
        for (List<Completion> part : parts.subList(0, parts.size() - 1)) {
            outcomes.addAll(exchangePart(part, 0, Duration.ZERO).outcomes());
        }
        Turn last = exchangePart(parts.get(parts.size() - 1), take, wait);
        outcomes.addAll(last.outcomes());
        return new Turn(outcomes, last.next(), last.items());
    }

    /** Wants an attempt no more, and does not say how it ends: it is renewed no more, and its log forgotten. */
    public void drop(String token) {
        AttemptLog log = logs.remove(token);
        if (log != null) {
            log.drop();
        }
        session.leases().forget(token);
    }

    private Turn exchangePart(List<Completion> ended, int take, Duration wait) {
        Offers offers = new Offers(ended);
        List<String> tokens = offers.tokens();
        tokens.forEach(session.leases()::offered);
        tokens.forEach(this::sendLog);
        largeResults.put(offers);
        number++;
        try {
            return take == 0 || !session.gate().taking() ? settle(offers, take > 0) : take(offers, take, wait);
        } catch (GaveUpException e) {
            if (session.gate().finished()) {
                // The manager has said that all is over, and gone.
                return Turn.without(offers.outcomes(), Turn.Next.FINISHED);
            }
            throw e;
        } finally {
            tokens.forEach(session.leases()::forget);
        }
    }

    private void sendLog(String token) {
        AttemptLog rest = logs.remove(token);
        if (rest != null) {
            session.logs()
                    .finish(
                            rest,
                            persistence,
                            () -> session.leases().fate(token).isEmpty());
        }
    }

    private Turn take(Offers offers, int take, Duration wait) {
        try {
            return turn(offers, ask(offers, take, wait), Turn.Next.WAIT);
        } catch (CutException e) {
            return settle(offers, true);
        }
    }

    /**
     * The request that was cut, or that is the last one, without taking. Its number is that of the one that was cut, so items
     * which that one got on the way come now, to be given back, and the cut one takes nothing later.
     */
    private Turn settle(Offers offers, boolean stopped) {
        Turn.Next rest = stopped ? Turn.Next.STOPPED : Turn.Next.WAIT;
        if (session.gate().finished() && offers.isEmpty()) {
            return Turn.without(List.of(), Turn.Next.FINISHED);
        }
        try {
            ExchangeAnswer answer = ask(offers, 0, Duration.ZERO);
            if (ExchangeAnswer.ITEMS.equals(answer.next())) {
                giveBack(answer.items());
                return Turn.without(offers.outcomes(answer), rest);
            }
            return turn(offers, answer, rest);
        } catch (GaveUpException e) {
            if (stopped && offers.isEmpty()) {
                return Turn.without(List.of(), rest);
            }
            throw e;
        }
    }

    private void giveBack(List<HandedItem> items) {
        number++;
        List<Completion> released = items.stream()
                .map(item -> Completion.released(item.token(), Completion.Tails.NONE))
                .toList();
        try {
            ask(new Offers(released), 0, Duration.ZERO);
        } catch (GaveUpException theirLeasesBringThemBack) {
            items.forEach(item -> session.leases().forget(item.token()));
        }
    }

    private Turn turn(Offers offers, ExchangeAnswer answer, Turn.Next rest) {
        List<Outcome> outcomes = offers.outcomes(answer);
        session.orders().hear(answer.order());
        return switch (answer.next()) {
            case ExchangeAnswer.ITEMS -> {
                answer.items().forEach(this::hold);
                yield new Turn(outcomes, Turn.Next.ITEMS, answer.items());
            }
            case ExchangeAnswer.FINISHED -> {
                session.finish();
                yield Turn.without(outcomes, Turn.Next.FINISHED);
            }
            default -> Turn.without(outcomes, rest);
        };
    }

    private void hold(HandedItem item) {
        session.leases().hold(item, onLost, showsLife);
        logs.put(item.token(), session.logs().begin(item.token()));
    }

    private ExchangeAnswer ask(Offers offers, int take, Duration wait) {
        // Whoever has nothing in hand bears the manager's absence for as long as another slot has something.
        boolean idle = offers.isEmpty();
        return persistence.until(() -> !idle || !session.leases().any(), limit -> {
            Cut cut = session.gate().open(take > 0);
            Duration longest = wait.plus(session.settings().answerWithin());
            try {
                return session.client().exchange(request(offers, take, wait), shorter(limit, longest), cut);
            } catch (RefusedException e) {
                putRight(e, offers);
                throw new AgainException(e);
            } catch (CutException e) {
                throw take > 0 ? e : new AgainException(e);
            } finally {
                session.gate().close(cut);
            }
        });
    }

    private ExchangeRequest request(Offers offers, int take, Duration wait) {
        Choice choice = session.settings().choice();
        return new ExchangeRequest(
                worker.text(),
                index,
                number,
                number == 1 ? session.settings().about() : null,
                offers.ended(),
                take,
                wait.toMillis(),
                choice.job().orElse(null),
                choice.domains().isEmpty() ? null : choice.domains(),
                take > 0 && choice.item().isPresent() ? (Long) choice.item().getAsLong() : null);
    }

    private void putRight(RefusedException refusal, Offers offers) {
        if (refusal.is(ErrorCode.STALE_REQUEST)) {
            worker = session.insteadOf(worker);
            number = 1;
        } else if (refusal.is(ErrorCode.RESULT_MISSING) && !offers.large().isEmpty()) {
            largeResults.put(offers);
        } else {
            throw refusal;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
