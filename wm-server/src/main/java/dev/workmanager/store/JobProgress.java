package dev.workmanager.store;

import dev.workmanager.model.Counts;
import dev.workmanager.model.Job;
import dev.workmanager.model.JobMode;
import dev.workmanager.protocol.JobStatus;

/**
 * How far a job is at one moment.
 *
 * @param job the job
 * @param counts its items by state
 * @param superseded attempts that were superseded: they came too late, or somebody else completed their item
 * @param startedAt when its first item was handed out, in milliseconds since the epoch; 0 for not yet
 * @param endedAt when its last item ended; 0 for not yet
 * @param rate how many items ended a second of late
 */
public record JobProgress(Job job, Counts counts, long superseded, long startedAt, long endedAt, double rate) {
    /** The word for its state: its mode's, or {@code ended} once all of its items have ended without that it was cancelled. */
    public String state() {
        return counts.ended() && job.mode() != JobMode.CANCELLED
                ? JobStatus.ENDED
                : job.mode().word();
    }

    /** Whether all has come to an end that can by itself: every item has ended, or the job is halted and nothing runs any more. */
    public boolean over() {
        return counts.ended() || job.mode().halted() && counts.running() == 0;
    }
}
