package dev.workmanager.rules;

import static java.util.Objects.requireNonNull;

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
            // Refuses what cannot be, before anything has changed.
            ChosenItem.of(exchange, ledger);
            ledger.worker(exchange.worker()).ifPresent(worker -> LeaseRule.heardOf(worker, ledger));
        }
        List<Verdict> verdicts = new ArrayList<>(exchange.ended().size());
        Tally tally = new Tally();
        exchange.ended().forEach(ended -> verdicts.add(EndRule.end(ended, tally, ledger)));
        count(exchange, tally, ledger);
        Command.Exchange rest = new Command.Exchange(
                exchange.worker(),
                exchange.slot(),
                exchange.number(),
                exchange.about(),
                List.of(),
                exchange.take(),
                exchange.selection(),
                exchange.patienceMillis());
        return takeMore(new Command.AwaitItems(rest, verdicts), ledger, patient);
    }

    private static void count(Command.Exchange exchange, Tally tally, Ledger ledger) {
        Optional<Worker> worker = ledger.worker(exchange.worker());
        if (worker.isPresent() && !tally.isEmpty()) {
            int no = worker.get().no();
            Slot slot = ledger.slot(no, exchange.slot()).orElse(Slot.NEW);
            ledger.put(no, exchange.slot(), tally.addTo(slot));
        }
    }

    static Step<Exchanged> takeMore(Command.AwaitItems waiting, Ledger ledger, boolean patient) {
        Command.Exchange exchange = waiting.exchange();
        // Another request of the slot may have been answered while this one was put aside.
        checkNumber(exchange, ledger);
        Optional<Slot> answered = answered(exchange, ledger);
        if (answered.isPresent()) {
            return answer(waiting, again(answered.get(), ledger), ledger);
        }
        Worker worker =
                ledger.worker(exchange.worker()).orElseGet(() -> ledger.register(exchange.worker(), exchange.about()));
        Optional<ChosenItem> chosen = ChosenItem.of(exchange, ledger);
        List<HandedOut> items = chosen.isPresent()
                ? List.of(chosen.get().handOut(worker, exchange.slot(), ledger))
                : TakeRule.take(exchange, worker, ledger);
        if (items.isEmpty() && patient && exchange.take() > 0 && worthWaiting(exchange.selection(), worker, ledger)) {
            return new Step.PutAside<>(waiting, TakeRule.mayTake(worker, ledger));
        }
        Slot slot = ledger.slot(worker.no(), exchange.slot()).orElse(Slot.NEW);
        List<Slot.Handed> handed = items.stream()
                .map(item -> new Slot.Handed(item.job().no(), item.index(), item.attempt()))
                .toList();
        ledger.put(worker.no(), exchange.slot(), slot.answered(exchange.number(), handed));
        return answer(waiting, items, ledger);
    }

    private static boolean worthWaiting(Selection selection, Worker worker, Ledger ledger) {
        return worker.order() != Order.DRAIN && Outlook.of(selection, ledger) == Outlook.MORE_MAY_COME;
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
        Command.Exchange exchange = waiting.exchange();
        Outlook outlook = items.isEmpty() ? Outlook.of(exchange.selection(), ledger) : Outlook.MORE_MAY_COME;
        Order order = ledger.worker(exchange.worker()).map(Worker::order).orElse(Order.NONE);
        return Step.of(new Exchanged(
                waiting.verdicts(),
                items,
                outlook == Outlook.FINISHED,
                outlook == Outlook.HALTED ? Order.DRAIN : order));
    }
}
