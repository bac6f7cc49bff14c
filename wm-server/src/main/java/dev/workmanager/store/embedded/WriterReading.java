package dev.workmanager.store.embedded;

/**
 * What the writer alone knows, at one moment.
 *
 * @param at when, on the monotonic clock in nanoseconds; 0 for never
 * @param parked requests that wait for an item
 * @param leased attempts under a lease
 * @param waiting items that wait for their next try
 * @param waitingMost likewise, of the job that has the most
 * @param changedBytes about how much memory the changed chunks take, frozen ones among them
 * @param workers workers that are remembered
 */
record WriterReading(long at, int parked, int leased, long waiting, long waitingMost, long changedBytes, int workers) {
    static final WriterReading NONE = new WriterReading(0, 0, 0, 0, 0, 0, 0);

    /** By the writer. */
    static WriterReading of(long now, State state, Parked parked) {
        long waiting = 0;
        long most = 0;
        for (JobState job : state.jobs.values()) {
            waiting += job.waiting.size();
            most = Math.max(most, job.waiting.size());
        }
        return new WriterReading(
                now,
                parked.size(),
                state.leases.size(),
                waiting,
                most,
                state.chunks.changedWeight() + state.chunks.frozenWeight(),
                state.workers.size());
    }
}
