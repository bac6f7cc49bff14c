package dev.workmanager.rules;

import dev.workmanager.model.Attempt;
import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;

/** Single items that somebody wants to be tried again, or not at all. */
final class ItemRule {
    private ItemRule() {}

    static int retry(Command.Retry retry, Ledger ledger) {
        JobRule.requireNotCancelled(JobRule.numbered(retry.job(), ledger));
        int retried = 0;
        for (long index : retry.indexes()) {
            Item item = ledger.item(retry.job(), index);
            if (retry.from().contains(item.state())) {
                ledger.put(retry.job(), index, item.in(ItemState.PENDING).counting(0, 0, 0));
                retried++;
            }
        }
        return retried;
    }

    static int cancel(Command.CancelItems cancel, Ledger ledger) {
        JobRule.requireNotCancelled(JobRule.numbered(cancel.job(), ledger));
        int cancelled = 0;
        for (long index : cancel.indexes()) {
            Item item = ledger.item(cancel.job(), index);
            if (item.state() == ItemState.PENDING || item.state() == ItemState.RUNNING) {
                ledger.put(cancel.job(), index, cancelled(item, ledger));
                cancelled++;
            }
        }
        return cancelled;
    }

    /** The item is not to be done any more; whoever works on it hears of that with the next renewal. */
    static Item cancelled(Item item, Ledger ledger) {
        Item cancelled = item;
        for (Attempt attempt : item.attempts()) {
            if (LeaseRule.mayFinish(item, attempt)) {
                cancelled = LeaseRule.ended(cancelled, attempt, AttemptEnd.KILLED, 0, false, ledger);
            }
        }
        return cancelled.in(ItemState.CANCELLED);
    }
}
