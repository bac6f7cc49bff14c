package dev.workmanager.rules;

import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.protocol.ErrorCode;
import java.util.Locale;
import java.util.Optional;

/**
 * The one item that somebody wants, who looks into what becomes of it: handed out though others come before it and though it waits out
 * a backoff, but never twice at a time.
 *
 * @param job its job
 * @param index its place there
 * @param item as it is
 */
record ChosenItem(Job job, long index, Item item) {
    /**
     * What an exchange chooses; empty if it takes whatever there is.
     *
     * @throws RefusedException if there is no such item, or if it is not to be handed out now
     */
    static Optional<ChosenItem> of(Command.Exchange exchange, Ledger ledger) {
        Selection selection = exchange.selection();
        if (selection.item().isEmpty() || exchange.take() == 0) {
            return Optional.empty();
        }
        ChosenItem chosen = find(selection.job().orElse(""), selection.item().getAsLong(), ledger);
        chosen.reasonAgainst(ledger.worker(exchange.worker()), ledger).ifPresent(reason -> {
            throw new RefusedException(
                    ErrorCode.NOT_READY,
                    "item " + selection.item().getAsLong() + " of job '" + chosen.job.name()
                            + "' cannot be handed out now: " + reason);
        });
        return Optional.of(chosen);
    }

    private static ChosenItem find(String name, long id, Ledger ledger) {
        Job job = ledger.job(name)
                .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "there is no job '" + name + "'"));
        long index = job.source()
                .index(id)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.UNKNOWN_ITEM, "there is no item " + id + " in job '" + name + "'"));
        return new ChosenItem(job, index, ledger.item(job.no(), index));
    }

    private Optional<String> reasonAgainst(Optional<Worker> worker, Ledger ledger) {
        if (job.mode() != JobMode.OPEN) {
            return Optional.of("its job is " + job.mode().name().toLowerCase(Locale.ROOT));
        }
        if (item.state() != ItemState.PENDING) {
            return Optional.of("it is " + item.state().name().toLowerCase(Locale.ROOT));
        }
        if (worker.isPresent() && !TakeRule.mayTake(worker.get(), ledger)) {
            return Optional.of("its worker is to take nothing");
        }
        boolean beside = worker.isPresent() && ledger.held(worker.get().no()) > 0;
        return item.suspect() && beside
                ? Optional.of("its workers were lost, so it is handed out to those only who hold nothing else")
                : Optional.empty();
    }

    HandedOut handOut(Worker worker, int slot, Ledger ledger) {
        if (item.suspect()) {
            ledger.put(worker.alone(true));
        }
        return HandOut.handOut(job, index, worker.no(), slot, ledger);
    }
}
