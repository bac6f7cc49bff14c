package dev.workmanager.rules;

import dev.workmanager.model.Job;
import dev.workmanager.model.LeaseToken;
import dev.workmanager.model.Policy;
import dev.workmanager.model.WorkerId;
import dev.workmanager.protocol.About;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change that somebody asks for; every mutation is one of these.
 *
 * @param <A> what the answer is
 */
public sealed interface Command<A> {

    /**
     * Whether the command may be put aside while there is nothing to hand out, and for how long.
     *
     * @return milliseconds; 0 for not at all
     */
    default long patienceMillis() {
        return 0;
    }

    /** End what a slot holds, and hand out more; see {@link dev.workmanager.protocol.ExchangeRequest}. */
    record Exchange(
            WorkerId worker,
            int slot,
            long number,
            @Nullable About about,
            List<Ended> ended,
            int take,
            long patienceMillis)
            implements Command<Exchanged> {}

    /**
     * {@code POST /job}: hand out an item to somebody without a name.
     *
     * @param job the job's name
     * @param whileRunning whether to wait, too, while nothing is pending but something is running
     * @param patienceMillis how long to wait at most
     */
    record Take(String job, boolean whileRunning, long patienceMillis) implements Command<Taken> {}

    /** {@code POST /job/{id}}: the item is done, whatever it was, with this result; then as {@link Take}. */
    record Complete(String job, long id, Result result, boolean whileRunning, long patienceMillis)
            implements Command<Taken> {}

    /** The attempts are alive. Changes memory only, unless one of them had been given up. */
    record Renew(List<Optional<LeaseToken>> tokens) implements Command<List<Standing>> {}

    /** The answer that handed this out could not be written: nobody has it. */
    record TakeBack(HandedOut item) implements Command<Boolean> {}

    /** The lease of an attempt has run out. */
    record Expire(int job, long index, int attempt) implements Command<Boolean> {}

    /** Make a job. Its frozen list, if it has one, is in its place already. */
    record CreateJob(Job job) implements Command<Job> {}

    /** From now on this policy holds. */
    record ChangePolicy(int job, Policy policy) implements Command<Job> {}

    /** Give back the items in progress, some of them: those with these indexes. The answer says how many. */
    record Wipe(int job, List<Long> indexes) implements Command<Integer> {}

    /** Give back failed items, some of them: those with these indexes. The answer says how many. */
    record RetryFailed(int job, List<Long> indexes) implements Command<Integer> {}
}
