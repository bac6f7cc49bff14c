package dev.workmanager.rules;

import static java.util.Objects.requireNonNull;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.JobMode;
import dev.workmanager.model.LeaseToken;
import java.util.Optional;

/** Attempts under way: their news, their loss, and how they are called back. */
final class LeaseRule {
    private LeaseRule() {}

    /** News of an attempt. One that is called back keeps its lease until it is given back. */
    static Standing renew(Optional<LeaseToken> token, Ledger ledger) {
        Claim claim = Claim.of(token, ledger);
        if (claim.standing() != Standing.HELD) {
            return claim.standing();
        }
        Claim.Held held = requireNonNull(claim.held());
        news(held, ledger);
        return held.job().mode() == JobMode.INTERRUPTED ? Standing.CANCELLED : Standing.HELD;
    }

    /** The lease of an attempt that holds its item starts anew; one that had been given up for lost was never lost. */
    static void news(Claim.Held held, Ledger ledger) {
        if (!held.attempt().open()) {
            ledger.put(held.job().no(), held.index(), Claim.revived(held));
            ledger.worker(held.attempt().worker()).ifPresent(worker -> heardOf(worker, ledger));
        }
        ledger.renew(held.job().no(), held.index(), held.attempt().number());
    }

    /** What the worker holds is not lost with what was lost before. */
    static void heardOf(Worker worker, Ledger ledger) {
        if (worker.silent()) {
            ledger.put(worker.silent(false));
        }
    }

    static boolean expire(Command.Expire lost, Ledger ledger) {
        if (!ledger.hasJob(lost.job())) {
            return false;
        }
        Item item = ledger.item(lost.job(), lost.index());
        Optional<Attempt> open = item.attempt(lost.attempt()).filter(Attempt::open);
        open.ifPresent(attempt -> {
            boolean calledBack = ledger.job(lost.job()).mode() == JobMode.INTERRUPTED;
            boolean alone = fallsSilentAlone(attempt.worker(), ledger) && !calledBack;
            Item ended = ended(item, attempt, AttemptEnd.LOST, 0, alone, ledger)
                    .counting(item.failures(), item.giveBacks(), item.losses() + (alone ? 1 : 0));
            ledger.put(lost.job(), lost.index(), afterLoss(lost.job(), ended, ledger));
            JobRule.haltIfUsedUp(lost.job(), ledger);
        });
        return open.isPresent();
    }

    private static Item afterLoss(int job, Item item, Ledger ledger) {
        boolean forGood = item.losses() >= ledger.job(job).policy().crashLimit();
        return forGood && !hasOpen(item) ? item.in(ItemState.FAILED) : pendingIfIdle(item);
    }

    /**
     * A worker has lost an attempt. Whether it held nothing else when it was last heard of: leases that run from different moments
     * run out one by one, so what is still open does not tell.
     */
    private static boolean fallsSilentAlone(int no, Ledger ledger) {
        Optional<Worker> heard = ledger.worker(no).filter(worker -> !worker.silent());
        heard.ifPresent(worker -> ledger.put(worker.silent(true)));
        return heard.isPresent() && ledger.held(no) == 1;
    }

    static boolean takeBack(HandedOut out, Ledger ledger) {
        int job = out.job().no();
        if (!ledger.hasJob(job)) {
            return false;
        }
        Item item = ledger.item(job, out.index());
        Optional<Attempt> open =
                item.attempt(out.attempt()).filter(attempt -> attempt.open() && attempt.bits() == out.bits());
        open.ifPresent(attempt -> ledger.put(
                job, out.index(), pendingIfIdle(ended(item, attempt, AttemptEnd.RELEASED, 0, false, ledger))));
        return open.isPresent();
    }

    /** Whoever holds the item is no longer believed to; its completion still counts until the item is handed out again. */
    static boolean wipe(int job, long index, Ledger ledger) {
        Item item = ledger.item(job, index);
        if (item.state() != ItemState.RUNNING) {
            return false;
        }
        Item wiped = item;
        for (Attempt attempt : item.attempts()) {
            if (attempt.open()) {
                wiped = ended(wiped, attempt, AttemptEnd.LOST, 0, false, ledger);
            }
        }
        ledger.put(job, index, wiped.in(ItemState.PENDING));
        return true;
    }

    /**
     * The item was brought back from a backup: nobody to whom it was handed out before may bring it any more. It may have been handed
     * out again, and done, after the backup was made.
     *
     * @return whether it was in progress
     */
    static boolean restore(int job, long index, Ledger ledger) {
        Item item = ledger.item(job, index);
        if (item.state().ended()) {
            return false;
        }
        Item fenced = item;
        for (Attempt attempt : item.attempts()) {
            if (mayFinish(item, attempt)) {
                fenced = ended(fenced, attempt, AttemptEnd.SUPERSEDED, 0, false, ledger);
            }
        }
        boolean running = item.state() == ItemState.RUNNING;
        ledger.put(job, index, running ? fenced.in(ItemState.PENDING) : fenced);
        return running;
    }

    /** Whether its end would still be accepted: it is under way, or was lost and none was handed out after it. */
    static boolean mayFinish(Item item, Attempt attempt) {
        return attempt.open() || attempt.ended(AttemptEnd.LOST) && attempt.number() == item.lastAttempt();
    }

    static Item ended(Item item, Attempt attempt, AttemptEnd how, int code, boolean alone, Ledger ledger) {
        return item.with(attempt.end(new Attempt.Ending(how, ledger.now(), code, alone)));
    }

    /** Pending, unless another attempt of it is still under way. */
    static Item pendingIfIdle(Item item) {
        return hasOpen(item) ? item : item.in(ItemState.PENDING);
    }

    static boolean hasOpen(Item item) {
        for (Attempt attempt : item.attempts()) {
            if (attempt.open()) {
                return true;
            }
        }
        return false;
    }
}
