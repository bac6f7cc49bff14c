package dev.workmanager.protocol;

import java.util.List;

/**
 * The answer of {@code GET /v1/jobs/{job}/rates}: how many of its items had ended by when, as far as the manager has looked on. The
 * three lists belong together, the oldest first; the numbers only rise, but for items that were tried again.
 *
 * @param job the job
 * @param now the manager's time, in milliseconds since the epoch
 * @param at when it was looked at, likewise
 * @param done how many were done by then
 * @param failed how many had failed for good
 */
public record JobRates(String job, long now, List<Long> at, List<Long> done, List<Long> failed) {
    /** The path of the route. */
    public static String path(String job) {
        return JobStatus.path(job) + "/rates";
    }
}
