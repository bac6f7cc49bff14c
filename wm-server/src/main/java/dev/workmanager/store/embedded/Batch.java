package dev.workmanager.store.embedded;

import dev.workmanager.model.Item;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.rules.Command;
import dev.workmanager.rules.Ended;
import dev.workmanager.rules.RefusedException;
import dev.workmanager.rules.Result;
import dev.workmanager.rules.Slot;
import dev.workmanager.rules.Worker;
import dev.workmanager.store.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is durable, with what is left to do: its results become files, it is shown, its commands are answered.
 *
 * @param results the results that become files, in order
 * @param jobs the jobs that changed
 * @param items the items that changed
 * @param workers the workers that changed
 * @param slots the slots that changed
 * @param registry what has become so of registrations and messages
 * @param replies the answers
 * @param unusedParts the names of parts that nobody will ask for
 * @param events what has happened to items
 * @param at when, in milliseconds since the epoch
 */
record Batch(
        List<Overlay.Laid> results,
        Map<Integer, JobOverlay> jobs,
        Map<ItemKey, Item> items,
        Collection<Worker> workers,
        Map<State.SlotKey, Slot> slots,
        List<Fact> registry,
        List<Reply<?>> replies,
        List<String> unusedParts,
        List<Event.OfItem> events,
        long at) {

    /**
     * An answer that waits for its batch.
     *
     * @param pending who waits for it
     * @param answer what it is
     * @param refusal why there is none
     */
    record Reply<A>(
            Pending<A> pending,
            @Nullable A answer,
            @Nullable RefusedException refusal) {
        @SuppressWarnings("NullAway") // a reply without a refusal has an answer
        void send() {
            if (refusal == null) {
                pending.future().complete(answer);
            } else {
                pending.future().completeExceptionally(refusal);
            }
        }
    }

    /**
     * A command that waits for its answer.
     *
     * @param deadline until when it may be put aside, on the monotonic clock in milliseconds
     * @param settled runs when it is put aside; harmless to repeat
     * @param since when it was queued, on the monotonic clock in nanoseconds
     * @param wasPutAside whether it has waited for something since
     */
    record Pending<A>(
            Command<A> command,
            CompletableFuture<A> future,
            long deadline,
            Runnable settled,
            long since,
            boolean wasPutAside) {
        void refuse(ErrorCode code, String message) {
            future.completeExceptionally(new RefusedException(code, message));
        }

        /** The same requester, with what is left of its command. */
        Pending<A> with(Command<A> rest) {
            return new Pending<>(rest, future, deadline, settled, since, true);
        }

        /** How many bytes of results it brings in memory. */
        long resultBytes() {
            long bytes = 0;
            for (Result result : results(command)) {
                bytes += result instanceof Result.Inline ? result.size() : 0;
            }
            return bytes;
        }

        /** Whether it brings a result that has to become a file. */
        boolean bringsResults() {
            for (Result result : results(command)) {
                if (result.size() > 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The results that a command brings. */
    static List<Result> results(Command<?> command) {
        if (command instanceof Command.Complete complete) {
            return List.of(complete.result());
        }
        if (command instanceof Command.Exchange exchange) {
            if (exchange.ended().size() == 1) {
                return List.of(exchange.ended().get(0).result());
            }
            List<Result> results = new ArrayList<>(exchange.ended().size());
            for (Ended ended : exchange.ended()) {
                results.add(ended.result());
            }
            return results;
        }
        return List.of();
    }
}
