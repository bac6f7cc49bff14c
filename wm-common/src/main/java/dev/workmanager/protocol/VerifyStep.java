package dev.workmanager.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code GET /v1/jobs/{job}/verify}: what was looked at since the line before, and what was found to be wrong.
 *
 * @param results so many results were compared
 * @param bytes so many bytes of them were read
 * @param findings what is wrong with them
 * @param report on the last line: how it all stands
 */
public record VerifyStep(
        long results,
        long bytes,
        List<Finding> findings,
        @Nullable Report report) {
    /**
     * Something that is not as it should be.
     *
     * @param id the item
     * @param problem a word: {@code missing}, {@code size}, {@code sha256}, {@code unreadable}, {@code stray} or {@code duplicate}
     * @param message what is expected and what is there, for people
     */
    public record Finding(long id, String problem, String message) {}

    /**
     * How records, results and counts stand to each other.
     *
     * @param recorded the items by state as the manager counts them
     * @param found the items by state as their records have it
     * @param moved whether the job went on meanwhile, so that the two need not be the same
     * @param results results that were compared
     * @param bytes bytes of them
     * @param superseded attempts that came too late, and do not count
     * @param problems how many findings there were
     * @param sound whether all is as it should be
     */
    public record Report(
            JobCounts recorded,
            JobCounts found,
            boolean moved,
            long results,
            long bytes,
            long superseded,
            long problems,
            boolean sound) {}

    /** The path of the route. */
    public static String path(String job) {
        return JobStatus.path(job) + "/verify";
    }
}
