package dev.workmanager.store.embedded;

import dev.workmanager.model.AttemptEnd;
import dev.workmanager.model.WorkerId;
import dev.workmanager.rules.Exchanged;
import dev.workmanager.rules.HandedOut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker with one slot, as far as it knows. Immutable.
 *
 * @param number the number of its latest exchange
 * @param held what it works on
 * @param unanswered the exchange that it sent and has no answer to
 * @param last the exchange that was answered last
 * @param answer the answer to that
 */
record SimWorker(
        WorkerId id,
        long number,
        List<HandedOut> held,
        @Nullable Asked unanswered,
        @Nullable Asked last,
        @Nullable Exchanged answer) {

    /**
     * An exchange, in the worker's own words.
     *
     * @param ends what it brings
     * @param take how many it asks for
     */
    record Asked(long number, List<End> ends, int take, long patienceMillis) {}

    /**
     * How it ended an attempt.
     *
     * @param result what its program wrote
     * @param put whether that is put as a file before
     */
    record End(HandedOut item, AttemptEnd how, int code, byte[] result, boolean put) {
        boolean completes() {
            return how == AttemptEnd.DONE;
        }
    }

    static SimWorker fresh(WorkerId id) {
        return new SimWorker(id, 0, List.of(), null, null, null);
    }

    SimWorker asks(Asked asked) {
        List<HandedOut> left = new ArrayList<>(held);
        asked.ends().forEach(end -> left.remove(end.item()));
        return new SimWorker(id, asked.number(), List.copyOf(left), asked, last, answer);
    }

    /** Takes the answer to its exchange; another answer to the same one changes nothing. */
    SimWorker answered(Asked asked, Exchanged got) {
        if (unanswered == null || !unanswered.equals(asked)) {
            return this;
        }
        List<HandedOut> more = new ArrayList<>(held);
        more.addAll(got.items());
        return new SimWorker(id, number, List.copyOf(more), null, asked, got);
    }
}
