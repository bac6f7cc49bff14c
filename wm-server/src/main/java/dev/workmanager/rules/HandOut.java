package dev.workmanager.rules;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.Item;
import dev.workmanager.model.Job;
import java.util.Optional;
import java.util.OptionalLong;

/** A new attempt of the lowest item that is ready. Whoever calls has looked whether the job is open. */
final class HandOut {
    /** With so many items of a job out, no more are handed out until some come back. */
    static final long MAX_OUT = 1_000_000;

    private HandOut() {}

    /** An item that a worker may hold beside others. */
    static Optional<HandedOut> next(Job job, int worker, int slot, Ledger ledger) {
        if (ledger.counts(job.no()).running() >= MAX_OUT) {
            return Optional.empty();
        }
        return handOut(job, ledger.nextReady(job.no()), worker, slot, ledger);
    }

    /** An item that was lost so often that whoever takes it is to hold nothing else. */
    static Optional<HandedOut> suspect(Job job, int worker, int slot, Ledger ledger) {
        return handOut(job, ledger.nextSuspect(job.no()), worker, slot, ledger);
    }

    private static Optional<HandedOut> handOut(Job job, OptionalLong ready, int worker, int slot, Ledger ledger) {
        return ready.isEmpty() ? Optional.empty() : Optional.of(handOut(job, ready.getAsLong(), worker, slot, ledger));
    }

    /** This very item, which is pending. */
    static HandedOut handOut(Job job, long index, int worker, int slot, Ledger ledger) {
        Item item = ledger.item(job.no(), index);
        int number = item.lastAttempt() + 1;
        int bits = ledger.randomBits();
        ledger.put(job.no(), index, item.handedOut(new Attempt(number, bits, worker, slot, ledger.now(), null)));
        return new HandedOut(job, index, number, bits);
    }
}
