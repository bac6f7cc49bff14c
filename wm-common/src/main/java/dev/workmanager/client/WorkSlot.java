package dev.workmanager.client;

import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.ExchangeAnswer;
import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import dev.workmanager.protocol.Outcome;
import dev.workmanager.protocol.RenewAnswer;
import dev.workmanager.protocol.StoredResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One place for an item at a time: {@link #exchange} says how the last one ended and brings the next one, in one request. For one
 * thread only.
 */
public final class WorkSlot {
    private final WorkSession session;
    private final int index;
    private final Consumer<RenewAnswer.Lease> onLost;
    private final Predicate<String> showsLife;
    private final Persistence persistence;
    private WorkerId worker;
    private long number;
    private @Nullable String holding;
    private @Nullable AttemptLog log;

    WorkSlot(WorkSession session, int index, Consumer<RenewAnswer.Lease> onLost, Predicate<String> showsLife) {
        this.session = session;
        this.index = index;
        this.onLost = onLost;
        this.showsLife = showsLife;
        this.persistence = session.persistence(index);
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
     * What the program says on the item that is held.
     *
     * @throws IllegalStateException if none is
     */
    public AttemptLog log() {
        AttemptLog current = log;
        if (current == null) {
            throw new IllegalStateException("slot " + index + " holds no item");
        }
        return current;
    }

    /** How far the attempt that is held says it is, for people; told to the manager soon, or not at all if it ends sooner. */
    public void progress(String line) {
        String token = holding;
        if (token != null) {
            session.leases().progress(token, line);
        }
    }

    /**
     * Ends what is held, and takes more. Comes back when there is an item, when the manager has held the answer back for as long
     * as it may, when all is finished, or when the session takes no more; a result above {@value
     * dev.workmanager.protocol.EndedAttempt#MAX_INLINE} bytes is put first. An item that comes is held, and renewed, until the
     * next exchange or until it is lost.
     *
     * @param completion how the item of the last exchange ended; null if there was none, or if it was lost
     * @param wait whether to take more, and for how long the manager may hold the answer back; null to take nothing
     * @throws GaveUpException after too long without the manager, or in a hurry; what was to be said is not known to have arrived
     * @throws RefusedException if the manager refuses the request for what it is: a defect of one side
     * @throws java.io.UncheckedIOException if the result cannot be read; nothing was sent, and the completion may be another
     */
    public Turn exchange(@Nullable Completion completion, @Nullable Duration wait) {
        Offer offer = completion == null ? Offer.NOTHING : new Offer(completion);
        if (completion != null) {
            session.leases().offered(completion.token());
            sendLog(completion.token());
            putIfLarge(offer);
        } else {
            forgetHeld();
        }
        number++;
        try {
            return wait == null || !session.gate().taking() ? settle(offer, wait != null) : take(offer, wait);
        } catch (GaveUpException e) {
            if (session.gate().finished()) {
                // The manager has said that all is over, and gone.
                return new Turn(offer.outcome(), Turn.Next.FINISHED, null);
            }
            throw e;
        } finally {
            if (completion != null) {
                session.leases().forget(completion.token());
            }
        }
    }

    private void sendLog(String token) {
        AttemptLog rest = log;
        log = null;
        if (rest != null) {
            session.logs()
                    .finish(
                            rest,
                            persistence,
                            () -> session.leases().fate(token).isEmpty());
        }
    }

    /** Whoever says nothing of what it held does not want it any more; renewed, it would be held for ever. */
    private void forgetHeld() {
        if (log != null) {
            log.drop();
            log = null;
        }
        if (holding != null) {
            session.leases().forget(holding);
            holding = null;
        }
    }

    private Turn take(Offer offer, Duration wait) {
        try {
            ExchangeAnswer answer = ask(offer, 1, wait);
            return turn(offer, answer, Turn.Next.WAIT);
        } catch (CutException e) {
            return settle(offer, true);
        }
    }

    /**
     * The request that was cut, or that is the last one, without taking. Its number is that of the one that was cut, so an item
     * which that one got on the way comes now, to be given back, and the cut one takes nothing later.
     */
    private Turn settle(Offer offer, boolean stopped) {
        Turn.Next rest = stopped ? Turn.Next.STOPPED : Turn.Next.WAIT;
        if (session.gate().finished() && offer.isNothing()) {
            return new Turn(null, Turn.Next.FINISHED, null);
        }
        try {
            ExchangeAnswer answer = ask(offer, 0, Duration.ZERO);
            if (ExchangeAnswer.ITEMS.equals(answer.next())) {
                giveBack(answer.items().get(0));
                return new Turn(outcome(offer, answer), rest, null);
            }
            return turn(offer, answer, rest);
        } catch (GaveUpException e) {
            if (stopped && offer.isNothing()) {
                return new Turn(null, rest, null);
            }
            throw e;
        }
    }

    private void giveBack(HandedItem item) {
        number++;
        try {
            ask(new Offer(Completion.released(item.token(), Completion.Tails.NONE)), 0, Duration.ZERO);
        } catch (GaveUpException itsLeaseBringsItBack) {
            session.leases().forget(item.token());
        }
    }

    private Turn turn(Offer offer, ExchangeAnswer answer, Turn.Next rest) {
        String outcome = outcome(offer, answer);
        session.orders().hear(answer.order());
        return switch (answer.next()) {
            case ExchangeAnswer.ITEMS -> {
                HandedItem item = answer.items().get(0);
                session.leases().hold(item, onLost, showsLife);
                holding = item.token();
                log = session.logs().begin(item.token());
                yield new Turn(outcome, Turn.Next.ITEM, item);
            }
            case ExchangeAnswer.FINISHED -> {
                session.finish();
                yield new Turn(outcome, Turn.Next.FINISHED, null);
            }
            default -> new Turn(outcome, rest, null);
        };
    }

    private static @Nullable String outcome(Offer offer, ExchangeAnswer answer) {
        return offer.ended().isEmpty()
                ? offer.outcome()
                : answer.outcomes().get(0).outcome();
    }

    private ExchangeAnswer ask(Offer offer, int take, Duration wait) {
        // Whoever has nothing in hand bears the manager's absence for as long as another slot has something.
        boolean idle = offer.isNothing();
        return persistence.until(() -> !idle || !session.leases().any(), limit -> {
            Cut cut = session.gate().open(take > 0);
            Duration longest = wait.plus(session.settings().answerWithin());
            try {
                return session.client().exchange(request(offer, take, wait), shorter(limit, longest), cut);
            } catch (RefusedException e) {
                putRight(e, offer);
                throw new AgainException(e);
            } catch (CutException e) {
                throw take > 0 ? e : new AgainException(e);
            } finally {
                session.gate().close(cut);
            }
        });
    }

    private ExchangeRequest request(Offer offer, int take, Duration wait) {
        Choice choice = session.settings().choice();
        return new ExchangeRequest(
                worker.text(),
                index,
                number,
                number == 1 ? session.settings().about() : null,
                offer.ended(),
                take,
                wait.toMillis(),
                choice.job().orElse(null),
                choice.domains().isEmpty() ? null : choice.domains(),
                take > 0 && choice.item().isPresent() ? (Long) choice.item().getAsLong() : null);
    }

    private void putRight(RefusedException refusal, Offer offer) {
        if (refusal.is(ErrorCode.STALE_REQUEST)) {
            worker = session.insteadOf(worker);
            number = 1;
        } else if (refusal.is(ErrorCode.RESULT_MISSING) && offer.large() != null) {
            putIfLarge(offer);
        } else {
            throw refusal;
        }
    }

    private void putIfLarge(Offer offer) {
        ResultSource result = offer.large();
        if (result == null) {
            return;
        }
        String token = offer.ended().get(0).token();
        String sha256 = ResultBody.sha256(result);
        try {
            Optional<StoredResult> stored = persistence.until(
                    () -> true,
                    limit -> session.leases().fate(token).isPresent()
                            ? Optional.empty()
                            : Optional.of(put(token, result, sha256, limit)));
            stored.ifPresentOrElse(
                    offer::stored, () -> offer.gone(session.leases().fate(token).orElse(Outcome.SUPERSEDED)));
        } catch (RefusedException e) {
            if (e.is(ErrorCode.SUPERSEDED)) {
                offer.gone(Outcome.SUPERSEDED);
            } else if (e.is(ErrorCode.NOT_FOUND) || e.is(ErrorCode.UNKNOWN_ITEM)) {
                offer.gone(Outcome.UNKNOWN);
            } else {
                throw e;
            }
        }
    }

    private StoredResult put(String token, ResultSource result, String sha256, Duration limit) {
        Cut cut = session.gate().open(false);
        try {
            Duration most = limit.toNanos() == Long.MAX_VALUE ? Duration.ZERO : limit;
            StoredResult stored = session.client().putResult(token, result, most, cut);
            if (stored.size() != result.size() || !stored.sha256().equalsIgnoreCase(sha256)) {
                throw new UnavailableException("another result than the one that was sent", null);
            }
            return stored;
        } catch (CutException e) {
            throw new AgainException(e);
        } finally {
            session.gate().close(cut);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
