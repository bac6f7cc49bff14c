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

    /**
     * Who asks, as far as it is known here.
     *
     * @param worker none for one that was never heard of
     * @param slot none for one that has asked nothing yet
     */
    private record Asker(Optional<Worker> worker, Optional<Slot> slot) {
        static Asker of(Command.Exchange exchange, Ledger ledger) {
            Optional<Worker> worker = ledger.worker(exchange.worker());
            return new Asker(
                    worker, worker.isPresent() ? ledger.slot(worker.get().no(), exchange.slot()) : Optional.empty());
        }

        /** Whether this very number was answered before. */
        boolean hasAnswerTo(Command.Exchange exchange) {
            return slot.isPresent() && slot.get().number() == exchange.number();
        }
    }

    static Step<Exchanged> begin(Command.Exchange exchange, Ledger ledger, boolean patient) {
        Asker asker = Asker.of(exchange, ledger);
        checkNumber(exchange, asker);
        exchange.ended().forEach(ended -> EndRule.check(ended, ledger));
        if (!asker.hasAnswerTo(exchange)) {
            // Refuses what cannot be, before anything has changed.
            ChosenItem.of(exchange, ledger);
            asker.worker().ifPresent(worker -> LeaseRule.heardOf(worker, ledger));
        }
        List<Verdict> verdicts = new ArrayList<>(exchange.ended().size());
        Tally tally = new Tally();
        exchange.ended().forEach(ended -> verdicts.add(EndRule.end(ended, tally, ledger)));
        count(exchange, asker, tally, ledger);
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

    private static void count(Command.Exchange exchange, Asker asker, Tally tally, Ledger ledger) {
        if (asker.worker().isPresent() && !tally.isEmpty()) {
            ledger.put(
                    asker.worker().get().no(),
                    exchange.slot(),
                    tally.addTo(asker.slot().orElse(Slot.NEW)));
        }
    }

    static Step<Exchanged> takeMore(Command.AwaitItems waiting, Ledger ledger, boolean patient) {
        Command.Exchange exchange = waiting.exchange();
        // Another request of the slot may have been answered while this one was put aside.
        Asker asker = Asker.of(exchange, ledger);
        checkNumber(exchange, asker);
        if (asker.hasAnswerTo(exchange)) {
            return answer(
                    waiting,
                    again(asker.slot().orElseThrow(), ledger),
                    asker.worker().orElseThrow(),
                    ledger);
        }
        Worker worker = asker.worker().orElseGet(() -> ledger.register(exchange.worker(), exchange.about()));
        Optional<ChosenItem> chosen = ChosenItem.of(exchange, ledger);
        List<HandedOut> items = chosen.isPresent()
                ? List.of(chosen.get().handOut(worker, exchange.slot(), ledger))
                : TakeRule.take(exchange, worker, ledger);
        if (items.isEmpty() && patient && exchange.take() > 0 && worthWaiting(exchange.selection(), worker, ledger)) {
            return new Step.PutAside<>(waiting, TakeRule.mayTake(worker, ledger));
        }
        ledger.put(
                worker.no(), exchange.slot(), asker.slot().orElse(Slot.NEW).answered(exchange.number(), handed(items)));
        return answer(waiting, items, worker, ledger);
    }

    private static List<Slot.Handed> handed(List<HandedOut> items) {
        List<Slot.Handed> handed = new ArrayList<>(items.size());
        for (HandedOut item : items) {
            handed.add(new Slot.Handed(item.job().no(), item.index(), item.attempt()));
        }
        return handed;
    }

    private static boolean worthWaiting(Selection selection, Worker worker, Ledger ledger) {
        return worker.order() != Order.DRAIN && Outlook.of(selection, ledger) == Outlook.MORE_MAY_COME;
    }

    private static void checkNumber(Command.Exchange exchange, Asker asker) {
        Optional<Slot> slot = asker.slot();
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

    private static Step<Exchanged> answer(
            Command.AwaitItems waiting, List<HandedOut> items, Worker worker, Ledger ledger) {
        Selection selection = waiting.exchange().selection();
        Outlook outlook = items.isEmpty() ? Outlook.of(selection, ledger) : Outlook.MORE_MAY_COME;
        return Step.of(new Exchanged(
                waiting.verdicts(),
                items,
                outlook == Outlook.FINISHED,
                outlook == Outlook.HALTED ? Order.DRAIN : worker.order()));
    }
}
