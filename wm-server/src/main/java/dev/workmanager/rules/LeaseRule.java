package dev.workmanager.rules;

import static java.util.Objects.requireNonNull;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.LeaseToken;
import java.util.Optional;

/** Attempts under way: their news, their loss, and how they are called back. */
final class LeaseRule {
    private LeaseRule() {}

    /** News of an attempt; one that had been given up for lost holds its item again. */
    static Standing renew(Optional<LeaseToken> token, Ledger ledger) {
        Claim claim = Claim.of(token, ledger);
        if (claim.standing() == Standing.HELD) {
            Claim.Held held = requireNonNull(claim.held());
            if (!held.attempt().open()) {
                ledger.put(held.job().no(), held.index(), Claim.revived(held));
            }
            ledger.renew(held.job().no(), held.index(), held.attempt().number());
        }
        return claim.standing();
    }

    static boolean expire(Command.Expire lost, Ledger ledger) {
        Item item = ledger.item(lost.job(), lost.index());
        Optional<Attempt> open = item.attempt(lost.attempt()).filter(Attempt::open);
        open.ifPresent(attempt -> {
            boolean alone = ledger.held(attempt.worker()) == 1;
            Item ended = ended(item, attempt, AttemptEnd.LOST, 0, alone, ledger)
                    .counting(item.failures(), item.giveBacks(), item.losses() + (alone ? 1 : 0));
            ledger.put(lost.job(), lost.index(), pendingIfIdle(ended));
        });
        return open.isPresent();
    }

    static boolean takeBack(HandedOut out, Ledger ledger) {
        int job = out.job().no();
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
