package dev.workmanager.rules;

import dev.workmanager.model.Item;
import dev.workmanager.model.ItemState;
import dev.workmanager.model.Job;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.Policy;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * End what a slot holds, and hand out more; see {@link dev.workmanager.protocol.ExchangeRequest}.
     *
     * @param worker who asks
     * @param slot for which of its slots
     * @param number rises with each new request of the slot
     * @param about who the worker says it is
     * @param ended what ends
     * @param take hand out at most so many
     * @param patienceMillis for how long it may be put aside
     */
    record Exchange(
            WorkerId worker,
            int slot,
            long number,
            Optional<About> about,
            List<Ended> ended,
            int take,
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

    /** The attempts are alive. Changes memory only, unless one of them had been given up for lost. */
    record Renew(List<Optional<LeaseToken>> tokens) implements Command<List<Standing>> {
        @Override
        public Step<List<Standing>> apply(Ledger ledger, boolean patient) {
            List<Standing> standings = new ArrayList<>(tokens.size());
            tokens.forEach(token -> standings.add(LeaseRule.renew(token, ledger)));
            return Step.of(standings);
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

    /** Make a job. Its frozen list, if it has one, is in its place already. */
    record CreateJob(Job job) implements Command<Job> {
        @Override
        public Step<Job> apply(Ledger ledger, boolean patient) {
            ledger.put(job);
            return Step.of(job);
        }
    }

    /** From now on this policy holds. */
    record ChangePolicy(int job, Policy policy) implements Command<Job> {
        @Override
        public Step<Job> apply(Ledger ledger, boolean patient) {
            Job changed = ledger.job(job).withPolicy(policy);
            ledger.put(changed);
            return Step.of(changed);
        }
    }

    /** Give back, of these items, those in progress. The answer says how many. */
    record Wipe(int job, List<Long> indexes) implements Command<Integer> {
        @Override
        public Step<Integer> apply(Ledger ledger, boolean patient) {
            int wiped = 0;
            for (long index : indexes) {
                wiped += LeaseRule.wipe(job, index, ledger) ? 1 : 0;
            }
            return Step.of(wiped);
        }
    }

    /** Give back, of these items, those that have failed, as if they never had. The answer says how many. */
    record RetryFailed(int job, List<Long> indexes) implements Command<Integer> {
        @Override
        public Step<Integer> apply(Ledger ledger, boolean patient) {
            int retried = 0;
            for (long index : indexes) {
                Item item = ledger.item(job, index);
                if (item.state() == ItemState.FAILED) {
                    ledger.put(job, index, item.in(ItemState.PENDING).counting(0, 0, 0));
                    retried++;
                }
            }
            return Step.of(retried);
        }
    }
}
