package dev.workmanager.rules;

import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.Policy;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import dev.workmanager.protocol.ErrorCode;
import dev.workmanager.protocol.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One change that somebody asks for; every mutation is one of these.
 *
 * @param <A> what the answer is
 */
public sealed interface Command<A> {

    /**
     * Applies the rules to the command. It changes the ledger, or refuses before it has changed anything.
     *
     * @param ledger what the command sees and changes
     * @param patient whether it may still be put aside
     * @throws RefusedException if it is not to be; the ledger is unchanged
     */
    Step<A> apply(Ledger ledger, boolean patient);

    /** For how long the command may be put aside while there is nothing to hand out, in milliseconds; 0 for not at all. */
    default long patienceMillis() {
        return 0;
    }

    /** Which jobs it takes items from, if it takes any: those who wait for the same are served first come first. */
    default Selection takesFrom() {
        return Selection.ALL;
    }

    /**
     * End what a slot holds, and hand out more; see {@link dev.workmanager.protocol.ExchangeRequest}.
     *
     * @param worker who asks
     * @param slot for which of its slots
     * @param number rises with each new request of the slot
     * @param about who the worker says it is
     * @param ended what ends
     * @param take hand out at most so many
     * @param selection which jobs to take from
     * @param patienceMillis for how long it may be put aside
     */
    record Exchange(
            WorkerId worker,
            int slot,
            long number,
            Optional<About> about,
            List<Ended> ended,
            int take,
            Selection selection,
            long patienceMillis)
            implements Command<Exchanged> {
        @Override
        public Step<Exchanged> apply(Ledger ledger, boolean patient) {
            return ExchangeRule.begin(this, ledger, patient);
        }
    }

    /**
     * An exchange whose attempts have ended, and which waits for items.
     *
     * @param exchange the exchange, without what it ended
     * @param verdicts what became of that
     */
    record AwaitItems(Exchange exchange, List<Verdict> verdicts) implements Command<Exchanged> {
        @Override
        public Step<Exchanged> apply(Ledger ledger, boolean patient) {
            return ExchangeRule.takeMore(this, ledger, patient);
        }

        @Override
        public long patienceMillis() {
            return exchange.patienceMillis();
        }

        @Override
        public Selection takesFrom() {
            return exchange.selection();
        }
    }

    /**
     * {@code POST /job}: hand out an item to somebody without a name.
     *
     * @param job the job's name
     * @param whileRunning whether to wait, too, while nothing is pending but something is running
     * @param patienceMillis for how long it may be put aside
     */
    record Take(String job, boolean whileRunning, long patienceMillis) implements Command<Taken> {
        @Override
        public Step<Taken> apply(Ledger ledger, boolean patient) {
            return NamelessRule.take(this, ledger, patient);
        }

        @Override
        public Selection takesFrom() {
            return new Selection(Optional.of(job), List.of(), false);
        }
    }

    /**
     * {@code POST /job/{id}}: the item is done, whatever it was, with this result; then as {@link Take}.
     *
     * @param job the job's name
     * @param id the item's number
     * @param result what it brings; an empty one leaves an earlier result as it is
     * @param whileRunning as with {@link Take}
     * @param patienceMillis as with {@link Take}
     */
    record Complete(String job, long id, Result result, boolean whileRunning, long patienceMillis)
            implements Command<Taken> {
        @Override
        public Step<Taken> apply(Ledger ledger, boolean patient) {
            NamelessRule.complete(this, ledger);
            return NamelessRule.take(new Take(job, whileRunning, patienceMillis), ledger, patient);
        }
    }

    /**
     * The attempts are alive. Changes memory only, unless one of them had been given up for lost.
     *
     * @param worker who says so; absent where the attempt speaks for itself
     * @param tokens what the lease tokens mean
     */
    record Renew(Optional<WorkerId> worker, List<Optional<LeaseToken>> tokens) implements Command<Renewed> {
        @Override
        public Step<Renewed> apply(Ledger ledger, boolean patient) {
            List<Standing> standings = new ArrayList<>(tokens.size());
            tokens.forEach(token -> standings.add(LeaseRule.renew(token, ledger)));
            return Step.of(new Renewed(
                    standings, worker.flatMap(ledger::worker).map(Worker::order).orElse(Order.NONE)));
        }
    }

    /** The attempts are given back, at once and without counting. Harmless to repeat. */
    record Release(List<Ended> released) implements Command<List<Verdict>> {
        @Override
        public Step<List<Verdict>> apply(Ledger ledger, boolean patient) {
            List<Verdict> verdicts = new ArrayList<>(released.size());
            released.forEach(each -> verdicts.add(EndRule.end(each, new Tally(), ledger)));
            return Step.of(verdicts);
        }
    }

    /** The answer that handed this out could not be written: nobody has it. The answer says whether it was still out. */
    record TakeBack(HandedOut item) implements Command<Boolean> {
        @Override
        public Step<Boolean> apply(Ledger ledger, boolean patient) {
            return Step.of(LeaseRule.takeBack(item, ledger));
        }
    }

    /** The lease of an attempt has run out. The answer says whether it was still out. */
    record Expire(int job, long index, int attempt) implements Command<Boolean> {
        @Override
        public Step<Boolean> apply(Ledger ledger, boolean patient) {
            return Step.of(LeaseRule.expire(this, ledger));
        }
    }

    /** Make a job. The answer is the job; one that was there before, if it is the same one. */
    record Submit(NewJob job) implements Command<Job> {
        @Override
        public Step<Job> apply(Ledger ledger, boolean patient) {
            return Step.of(JobRule.submit(job, ledger));
        }
    }

    /** Change a job as a whole. The answer is the job as it is then. */
    record ChangeJob(String job, JobChange change) implements Command<Job> {
        @Override
        public Step<Job> apply(Ledger ledger, boolean patient) {
            return Step.of(JobRule.change(job, change, ledger));
        }
    }

    /** Forget a job that has ended. The answer is the job as it was. */
    record DeleteJob(String job) implements Command<Job> {
        @Override
        public Step<Job> apply(Ledger ledger, boolean patient) {
            return Step.of(JobRule.delete(job, ledger));
        }
    }

    /** Tell a worker to do something, or nothing any more. The answer is the worker as it is then. */
    record OrderWorker(WorkerId worker, Order order) implements Command<Worker> {
        @Override
        public Step<Worker> apply(Ledger ledger, boolean patient) {
            Worker ordered = ledger.worker(worker)
                    .orElseThrow(
                            () -> new RefusedException(ErrorCode.NOT_FOUND, "there is no worker '" + worker + "' here"))
                    .ordered(order);
            ledger.put(ordered);
            return Step.of(ordered);
        }
    }

    /**
     * Somebody tells of a worker. The answer is the message that is kept of it; empty, and nothing has changed, where one has stopped
     * that was not registered.
     *
     * @param onlyKnown whether that is to be so; else it is kept all the same
     */
    record Tell(Report report, boolean onlyKnown) implements Command<Optional<Message>> {
        @Override
        public Step<Optional<Message>> apply(Ledger ledger, boolean patient) {
            return Step.of(RegistryRule.tell(this, ledger));
        }
    }

    /** From now on this policy holds. */
    record ChangePolicy(int job, Policy policy) implements Command<Job> {
        @Override
        public Step<Job> apply(Ledger ledger, boolean patient) {
            Job changed = JobRule.numbered(job, ledger).withPolicy(policy);
            ledger.put(changed);
            return Step.of(changed);
        }
    }

    /** Give back, of these items, those in progress. The answer says how many. */
    record Wipe(int job, List<Long> indexes) implements Command<Integer> {
        @Override
        public Step<Integer> apply(Ledger ledger, boolean patient) {
            JobRule.numbered(job, ledger);
            int wiped = 0;
            for (long index : indexes) {
                wiped += LeaseRule.wipe(job, index, ledger) ? 1 : 0;
            }
            return Step.of(wiped);
        }
    }

    /**
     * The job was brought back from a backup: give back, of these items, those in progress, and believe nobody who was handed one
     * before. The answer says how many were in progress.
     */
    record Restore(int job, List<Long> indexes) implements Command<Integer> {
        @Override
        public Step<Integer> apply(Ledger ledger, boolean patient) {
            Job restored = JobRule.numbered(job, ledger);
            if (restored.freshOut()) {
                // What was done after the backup may have left files there.
                ledger.put(restored.withStaleOut());
            }
            int running = 0;
            for (long index : indexes) {
                running += LeaseRule.restore(job, index, ledger) ? 1 : 0;
            }
            return Step.of(running);
        }
    }

    /**
     * Give back, of these items, those that ended in one of these states, as if they never had. The answer says how many.
     *
     * @param from {@code FAILED}, {@code CANCELLED}, or both
     */
    record Retry(int job, List<Long> indexes, Set<ItemState> from) implements Command<Integer> {
        @Override
        public Step<Integer> apply(Ledger ledger, boolean patient) {
            return Step.of(ItemRule.retry(this, ledger));
        }
    }

    /** Cancel, of these items, those that have not ended; whoever works on one is called back. The answer says how many. */
    record CancelItems(int job, List<Long> indexes) implements Command<Integer> {
        @Override
        public Step<Integer> apply(Ledger ledger, boolean patient) {
            return Step.of(ItemRule.cancel(this, ledger));
        }
    }
}
