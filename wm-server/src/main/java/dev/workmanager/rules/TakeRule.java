package dev.workmanager.rules;

import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which items a worker gets. */
final class TakeRule {
    private TakeRule() {}

    /** At most so many; of the jobs with the highest priority first. */
    static List<HandedOut> take(Command.Exchange exchange, Worker worker, Ledger ledger) {
        if (exchange.take() == 0 || !mayTake(worker, ledger)) {
            return List.of();
        }
        List<HandedOut> items = new ArrayList<>(1);
        for (Job job : ledger.unended()) {
            if (job.mode() != JobMode.OPEN || !exchange.selection().includes(job)) {
                continue;
            }
            if (items.isEmpty() && ledger.held(worker.no()) == 0) {
                Optional<HandedOut> suspect = HandOut.suspect(job, worker.no(), exchange.slot(), ledger);
                if (suspect.isPresent()) {
                    ledger.put(worker.alone(true));
                    return List.of(suspect.get());
                }
            }
            takeFrom(job, worker.no(), exchange, items, ledger);
            if (items.size() == exchange.take()) {
                break;
            }
        }
        if (worker.alone() && !items.isEmpty()) {
            ledger.put(worker.alone(false));
        }
        return items;
    }

    /** Whether a worker gets items at all just now. */
    static boolean mayTake(Worker worker, Ledger ledger) {
        boolean hasASuspect = worker.alone() && ledger.held(worker.no()) > 0;
        return worker.order() == Order.NONE && !hasASuspect;
    }

    private static void takeFrom(Job job, int worker, Command.Exchange exchange, List<HandedOut> items, Ledger ledger) {
        while (items.size() < exchange.take()) {
            Optional<HandedOut> next = HandOut.next(job, worker, exchange.slot(), ledger);
            if (next.isEmpty()) {
                return;
            }
            items.add(next.get());
        }
    }
}
