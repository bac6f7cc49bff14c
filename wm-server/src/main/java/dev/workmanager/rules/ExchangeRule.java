package dev.workmanager.rules;

import static java.util.Objects.requireNonNull;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;
import dev.workmanager.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exchange: repeatable by counting. What is remembered of a slot is the number of its last answered request and what that
 * handed out; the same number again gets the same answer, made anew from the state.
 */
final class ExchangeRule {
    private ExchangeRule() {}

    static Step<Exchanged> begin(Command.Exchange exchange, Ledger ledger, boolean patient) {
        checkNumber(exchange, ledger);
        exchange.ended().forEach(ended -> EndRule.check(ended, ledger));
        if (answered(exchange, ledger).isEmpty()) {
            ledger.worker(exchange.worker()).ifPresent(worker -> LeaseRule.heardOf(worker, ledger));
        }
        List<Verdict> verdicts = new ArrayList<>(exchange.ended().size());
        exchange.ended().forEach(ended -> verdicts.add(EndRule.end(ended, ledger)));
        Command.Exchange rest = new Command.Exchange(
                exchange.worker(),
                exchange.slot(),
                exchange.number(),
                exchange.about(),
                List.of(),
                exchange.take(),
                exchange.patienceMillis());
        return takeMore(new Command.AwaitItems(rest, verdicts), ledger, patient);
    }

    static Step<Exchanged> takeMore(Command.AwaitItems waiting, Ledger ledger, boolean patient) {
        Command.Exchange exchange = waiting.exchange();
        // Another request of the slot may have been answered while this one was put aside.
        checkNumber(exchange, ledger);
        Optional<Slot> answered = answered(exchange, ledger);
        if (answered.isPresent()) {
            return answer(waiting, again(answered.get(), ledger), ledger);
        }
        int worker = ledger.worker(exchange.worker())
                .orElseGet(() -> ledger.register(exchange.worker(), exchange.about()))
                .no();
        List<HandedOut> items = take(exchange, worker, ledger);
        if (items.isEmpty() && patient && exchange.take() > 0 && !finished(ledger)) {
            return new Step.PutAside<>(waiting);
        }
        ledger.put(
                worker,
                exchange.slot(),
                new Slot(
                        exchange.number(),
                        items.stream()
                                .map(item -> new Slot.Handed(item.job().no(), item.index(), item.attempt()))
                                .toList()));
        return answer(waiting, items, ledger);
    }

    private static void checkNumber(Command.Exchange exchange, Ledger ledger) {
        Optional<Slot> slot = slot(exchange, ledger);
        if (slot.isPresent() ? exchange.number() < slot.get().number() : exchange.number() != 1) {
            throw new RefusedException(
                    ErrorCode.STALE_REQUEST,
                    slot.map(known -> "exchange " + exchange.number() + " of slot " + exchange.slot() + " of worker "
                                    + exchange.worker() + " comes too late: exchange " + known.number()
                                    + " was answered")
                            .orElseGet(() -> "worker " + exchange.worker() + ", slot " + exchange.slot()
                                    + " is not known here; a new one begins with number 1, not " + exchange.number()));
        }
    }

    /** What is remembered of this very number, if it was answered before. */
    private static Optional<Slot> answered(Command.Exchange exchange, Ledger ledger) {
        return slot(exchange, ledger).filter(slot -> slot.number() == exchange.number());
    }

    private static Optional<Slot> slot(Command.Exchange exchange, Ledger ledger) {
        return ledger.worker(exchange.worker()).flatMap(worker -> ledger.slot(worker.no(), exchange.slot()));
    }

    private static List<HandedOut> take(Command.Exchange exchange, int worker, Ledger ledger) {
        List<HandedOut> items = new ArrayList<>();
        for (Job job : ledger.jobs()) {
            while (items.size() < exchange.take()) {
                Optional<HandedOut> next = HandOut.next(job, worker, exchange.slot(), ledger);
                if (next.isEmpty()) {
                    break;
                }
                items.add(next.get());
            }
        }
        return items;
    }

    /**
     * What the slot was handed, as far as it still holds it: what has moved on meanwhile is not worth beginning. The worker begins
     * only now, so its leases start now.
     */
    private static List<HandedOut> again(Slot slot, Ledger ledger) {
        List<HandedOut> items = new ArrayList<>();
        for (Slot.Handed handed : slot.handed()) {
            Claim claim = Claim.of(handed, ledger);
            if (claim.standing() == Standing.HELD) {
                Claim.Held held = requireNonNull(claim.held());
                LeaseRule.news(held, ledger);
                items.add(new HandedOut(
                        held.job(),
                        held.index(),
                        held.attempt().number(),
                        held.attempt().bits()));
            }
        }
        return items;
    }

    private static Step<Exchanged> answer(Command.AwaitItems waiting, List<HandedOut> items, Ledger ledger) {
        return Step.of(new Exchanged(waiting.verdicts(), items, items.isEmpty() && finished(ledger)));
    }

    private static boolean finished(Ledger ledger) {
        return ledger.jobs().stream().map(job -> ledger.counts(job.no())).allMatch(Counts::ended);
    }
}
