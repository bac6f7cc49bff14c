package dev.workmanager.rules;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Counts;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.protocol.ErrorCode;
import java.util.Optional;

/** The seed's requesters: they have no name, no lease and no fence; the last write wins. */
final class NamelessRule {
    private NamelessRule() {}

    static Step<Taken> take(Command.Take take, Ledger ledger, boolean patient) {
        Job job = JobRule.named(take.job(), ledger);
        Optional<HandedOut> handed = job.mode() == JobMode.OPEN ? handOut(job, ledger) : Optional.empty();
        if (handed.isPresent()) {
            return Step.of(new Taken.Handed(handed.get()));
        }
        Counts counts = ledger.counts(job.no());
        boolean mayCome = counts.pending() > 0 || take.whileRunning() && counts.running() > 0;
        if (mayCome && patient) {
            return new Step.PutAside<>(take, true);
        }
        return Step.of(
                counts.pending() == 0
                        ? new Taken.Done()
                        : new Taken.Later(ledger.nextDue(job.no()).orElse(0)));
    }

    /** Who has no name is taken for somebody new, who holds nothing. */
    private static Optional<HandedOut> handOut(Job job, Ledger ledger) {
        return HandOut.suspect(job, 0, 0, ledger).or(() -> HandOut.next(job, 0, 0, ledger));
    }

    static void complete(Command.Complete complete, Ledger ledger) {
        Job job = JobRule.named(complete.job(), ledger);
        long index = job.source()
                .index(complete.id())
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.UNKNOWN_ITEM,
                        "there is no item " + complete.id() + "; the items of job '" + job.name() + "' are numbered "
                                + job.source().first() + " to " + job.source().last()));
        Item item = ledger.item(job.no(), index);
        Result result = complete.result();
        if (item.state() == ItemState.DONE && result.size() == 0) {
            return;
        }
        Item settled = settled(item, ledger);
        ledger.put(job.no(), index, EndRule.finish(job.no(), index, settled, result, !job.freshOut(), ledger));
    }

    /** Who completes without a name is taken for the one who took without a name. */
    private static Item settled(Item item, Ledger ledger) {
        Item settled = item;
        for (Attempt attempt : item.attempts()) {
            if (attempt.open() && attempt.worker() == 0) {
                settled = LeaseRule.ended(settled, attempt, AttemptEnd.DONE, 0, false, ledger);
            }
        }
        return settled;
    }
}
