package dev.workmanager.rules;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.Halt;
import dev.workmanager.model.Hash;
import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobId;
import dev.workmanager.model.Policy;
import dev.workmanager.model.Source;
import dev.workmanager.model.WorkerId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One small job, numbered from 0, and those who ask for its items. */
final class Scene {
    static final int JOB = 1;

    /** Three attempts, one second of backoff, doubling; two give-backs. */
    static final Policy POLICY = Policy.DEFAULT
            .change()
            .giveBacks(2)
            .crashLimit(1_000)
            .halt(Halt.parse("never"))
            .build();

    final MapLedger ledger = new MapLedger(1);

    private final Map<String, Asker> askers = new HashMap<>();

    Scene(long items) {
        this(items, POLICY, true);
    }

    Scene(long items, Policy policy, boolean freshOut) {
        ask(new Command.Submit(
                new NewJob(new JobId(42), Job.DEFAULT_NAME, Source.numeric(0, items - 1), policy, freshOut)));
    }

    /** The answer to a command that is not put aside. */
    <A> A ask(Command<A> command) {
        return answer(command.apply(ledger, false));
    }

    static <A> A answer(Step<A> step) {
        return ((Step.Answered<A>) step).answer();
    }

    Item item(long index) {
        return ledger.item(JOB, index);
    }

    /** What the file of an item says; empty if there is none. */
    String file(long index) {
        Result result = ledger.file(JOB, index);
        return result instanceof Result.Inline inline
                ? new String(inline.bytes(), StandardCharsets.UTF_8)
                : result instanceof Result.Part part ? part.name() : "";
    }

    /** A slot of a worker that counts its exchanges; the same one for the same words. */
    Asker worker(String id) {
        return worker(id, 0);
    }

    Asker worker(String id, int slot) {
        return askers.computeIfAbsent(id + " " + slot, key -> new Asker(new WorkerId(id), slot));
    }

    /** What {@code POST /job} is answered. */
    Taken takeNameless() {
        return ask(new Command.Take(Job.DEFAULT_NAME, false, 0));
    }

    HandedOut borrow() {
        return ((Taken.Handed) takeNameless()).item();
    }

    /** What {@code POST /job/{id}} is answered. */
    Taken completeNameless(long id, Result result) {
        return ask(new Command.Complete(Job.DEFAULT_NAME, id, result, false, 0));
    }

    boolean expire(HandedOut out) {
        return ask(new Command.Expire(out.job().no(), out.index(), out.attempt()));
    }

    Standing renew(HandedOut out) {
        return ask(new Command.Renew(Optional.empty(), List.of(Optional.of(out.token()))))
                .standings()
                .get(0);
    }

    int wipe(Long... indexes) {
        return ask(new Command.Wipe(JOB, List.of(indexes)));
    }

    int retryFailed(Long... indexes) {
        return ask(new Command.Retry(JOB, List.of(indexes), Set.of(ItemState.FAILED)));
    }

    int retry(Long... indexes) {
        return ask(new Command.Retry(JOB, List.of(indexes), Set.of(ItemState.FAILED, ItemState.CANCELLED)));
    }

    int cancel(Long... indexes) {
        return ask(new Command.CancelItems(JOB, List.of(indexes)));
    }

    static Result bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Result.Inline(bytes, new Hash(text.hashCode(), 0, 0, 0));
    }

    static Ended done(HandedOut out, Result result) {
        return ended(out, AttemptEnd.DONE, 0, result);
    }

    static Ended done(HandedOut out) {
        return done(out, Result.EMPTY);
    }

    static Ended failed(HandedOut out, int code) {
        return ended(out, AttemptEnd.FAILED, code, Result.EMPTY);
    }

    static Ended ended(HandedOut out, AttemptEnd how) {
        return ended(out, how, how == AttemptEnd.FAILED ? 1 : 0, Result.EMPTY);
    }

    private static Ended ended(HandedOut out, AttemptEnd how, int code, Result result) {
        String text = out.token().toString();
        return new Ended(text, Optional.of(out.token()), how, code, result, "its stderr", "its stdout");
    }

    static Ended ran(HandedOut out, long millis) {
        return new Ended(
                out.token().toString(), Optional.of(out.token()), AttemptEnd.DONE, 0, Result.EMPTY, "", "", millis);
    }

    /** One slot of a worker. */
    final class Asker {
        private final WorkerId worker;
        private final int slot;
        private long number;

        private Asker(WorkerId worker, int slot) {
            this.worker = worker;
            this.slot = slot;
        }

        /** The next exchange. */
        Exchanged next(int take, Ended... ended) {
            return at(++number, take, ended);
        }

        /** The last exchange once more. */
        Exchanged again(int take, Ended... ended) {
            return at(number, take, ended);
        }

        Exchanged at(long someNumber, int take, Ended... ended) {
            return ask(command(someNumber, take, ended));
        }

        /** The next exchange, which may be put aside. */
        Step<Exchanged> patiently(int take, Ended... ended) {
            return command(++number, take, ended).apply(ledger, true);
        }

        Command.Exchange command(long someNumber, int take, Ended... ended) {
            return new Command.Exchange(
                    worker, slot, someNumber, Optional.empty(), List.of(ended), take, Selection.ALL, 1_000);
        }

        /** One item. */
        HandedOut take() {
            return next(1).items().get(0);
        }

        /** How an attempt stands once it was told how it ended; nothing is taken. */
        Standing end(Ended ended) {
            return next(0, ended).verdicts().get(0).outcome();
        }
    }
}
