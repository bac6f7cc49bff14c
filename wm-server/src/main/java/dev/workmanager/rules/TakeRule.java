package dev.workmanager.rules;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which items a worker gets, and how many at once. Near the end of a job these are fewer than it wants, so that nobody holds, and has
 * not begun, what others who are idle could begin: a batch is its part of half of what is pending (factoring: Hummel, Schonberg and
 * Flynn 1992), where all who have something are thought to have as many as it wants.
 */
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
            int most = items.size() + share(job, exchange.take() - items.size(), ledger);
            takeFrom(job, worker.no(), exchange, most, items, ledger);
            if (items.size() == most) {
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

    /** How many items of a job there are at once for somebody who wants so many, of it or of those that come after it. */
    private static int share(Job job, int wanted, Ledger ledger) {
        if (wanted == 1) {
            // The usual wish, and no need to count.
            return 1;
        }
        Counts counts = ledger.counts(job.no());
        long running = counts.running();
        return running == 0 ? wanted : (int) Math.max(1, Math.min(wanted, counts.pending() * wanted / (2 * running)));
    }

    private static void takeFrom(
            Job job, int worker, Command.Exchange exchange, int most, List<HandedOut> items, Ledger ledger) {
        while (items.size() < most) {
            Optional<HandedOut> next = HandOut.next(job, worker, exchange.slot(), ledger);
            if (next.isEmpty()) {
                return;
            }
            items.add(next.get());
        }
    }
}
